// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["schema","environments","targets"],"additionalProperties":false,"properties":{"schema":{"const":1},"environments":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","required":["target","url"],"additionalProperties":false,"properties":{"target":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"url":{"type":"string","maxLength":512,"pattern":"^https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$"},"ordering":{"type":"string","enum":["version","ancestry","none"]},"frozen":{"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":280,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}}},"proof":{"type":"string","enum":["basic","verified","attested"]}}}},"targets":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","required":["provider"],"additionalProperties":false,"properties":{"provider":{"type":"string","enum":["local","aws","mixed"]},"directory":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f]+$"},"region":{"type":"string","maxLength":32,"pattern":"^[a-z0-9]+(?:-[a-z0-9]+)*$"},"bucket":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"},"prefix":{"type":"string","maxLength":255,"pattern":"^(?!\\.)[A-Za-z0-9._-]+(?:/(?!\\.)[A-Za-z0-9._-]+)*$"},"table":{"type":"string","maxLength":255,"pattern":"^[A-Za-z0-9._-]{3,255}$"},"distribution":{"type":"string","maxLength":32,"pattern":"^[A-Z0-9]{8,32}$"},"role":{"type":"string","maxLength":512,"pattern":"^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$"},"endpoint":{"type":"string","maxLength":512,"pattern":"^https?://[A-Za-z0-9.:\\[\\]-]+$"},"ports":{"type":"object","required":["store","table","cache"],"additionalProperties":false,"properties":{"store":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"table":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"cache":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"}}}}}},"senders":{"type":"object","minProperties":1,"additionalProperties":false,"properties":{"users":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}},"installations":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}}}},"transports":{"type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"type":"string","enum":["repository_dispatch","workflow_dispatch"]}},"desiredState":{"type":"object","required":["path"],"additionalProperties":false,"properties":{"path":{"type":"string","maxLength":255,"pattern":"^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"},"key":{"type":"array","maxItems":8,"items":{"type":"string","maxLength":128,"pattern":"^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$"}}}},"registrations":{"type":"object","required":["path"],"additionalProperties":false,"properties":{"path":{"type":"string","maxLength":255,"pattern":"^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}}},"checks":{"type":"object","additionalProperties":false,"properties":{"statusContext":{"type":"string","maxLength":100,"pattern":"^[!-~](?:[ -~]*[!-~])?$"}}}}};
const pattern0 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern2 = new RegExp("^https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$", "u");
const pattern3 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$", "u");
const pattern5 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]+$", "u");
const pattern6 = new RegExp("^[a-z0-9]+(?:-[a-z0-9]+)*$", "u");
const pattern7 = new RegExp("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "u");
const pattern8 = new RegExp("^(?!\\.)[A-Za-z0-9._-]+(?:/(?!\\.)[A-Za-z0-9._-]+)*$", "u");
const pattern9 = new RegExp("^[A-Za-z0-9._-]{3,255}$", "u");
const pattern10 = new RegExp("^[A-Z0-9]{8,32}$", "u");
const pattern11 = new RegExp("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", "u");
const pattern12 = new RegExp("^https?://[A-Za-z0-9.:\\[\\]-]+$", "u");
const pattern16 = new RegExp("^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$", "u");
const pattern17 = new RegExp("^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$", "u");
const pattern19 = new RegExp("^[!-~](?:[ -~]*[!-~])?$", "u");
const func2 = Object.prototype.hasOwnProperty;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.environments === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "environments"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.targets === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "targets"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "schema") || (key0 === "environments")) || (key0 === "targets")) || (key0 === "senders")) || (key0 === "transports")) || (key0 === "desiredState")) || (key0 === "registrations")) || (key0 === "checks"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.schema !== undefined){
if(1 !== data.schema){
const err4 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: 1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.environments !== undefined){
let data1 = data.environments;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
const err5 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
const _errs5 = errors;
if(typeof key1 === "string"){
if(key1.length > 63){
const err6 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/maxLength",keyword:"maxLength",params:{limit: 63},propertyName:key1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern0.test(key1)){
const err7 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},propertyName:key1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid1 = _errs5 === errors;
if(!valid1){
const err9 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key2 in data1){
let data2 = data1[key2];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.target === undefined){
const err10 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/required",keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2.url === undefined){
const err11 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key3 in data2){
if(!(((((key3 === "target") || (key3 === "url")) || (key3 === "ordering")) || (key3 === "frozen")) || (key3 === "proof"))){
const err12 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.target !== undefined){
let data3 = data2.target;
if(typeof data3 === "string"){
if(data3.length > 63){
const err13 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/target",schemaPath:"#/properties/environments/additionalProperties/properties/target/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!pattern1.test(data3)){
const err14 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/target",schemaPath:"#/properties/environments/additionalProperties/properties/target/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/target",schemaPath:"#/properties/environments/additionalProperties/properties/target/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.url !== undefined){
let data4 = data2.url;
if(typeof data4 === "string"){
if(data4.length > 512){
const err16 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/url",schemaPath:"#/properties/environments/additionalProperties/properties/url/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern2.test(data4)){
const err17 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/url",schemaPath:"#/properties/environments/additionalProperties/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/url",schemaPath:"#/properties/environments/additionalProperties/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data2.ordering !== undefined){
let data5 = data2.ordering;
if(typeof data5 !== "string"){
const err19 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/ordering",schemaPath:"#/properties/environments/additionalProperties/properties/ordering/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!(((data5 === "version") || (data5 === "ancestry")) || (data5 === "none"))){
const err20 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/ordering",schemaPath:"#/properties/environments/additionalProperties/properties/ordering/enum",keyword:"enum",params:{allowedValues: schema11.properties.environments.additionalProperties.properties.ordering.enum}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data2.frozen !== undefined){
let data6 = data2.frozen;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.reason === undefined){
const err21 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key4 in data6){
if(!(key4 === "reason")){
const err22 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.reason !== undefined){
let data7 = data6.reason;
if(typeof data7 === "string"){
if(data7.length > 280){
const err23 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/maxLength",keyword:"maxLength",params:{limit: 280}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data7.length < 1){
const err24 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern3.test(data7)){
const err25 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data2.proof !== undefined){
let data8 = data2.proof;
if(typeof data8 !== "string"){
const err28 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/proof",schemaPath:"#/properties/environments/additionalProperties/properties/proof/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!(((data8 === "basic") || (data8 === "verified")) || (data8 === "attested"))){
const err29 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/proof",schemaPath:"#/properties/environments/additionalProperties/properties/proof/enum",keyword:"enum",params:{allowedValues: schema11.properties.environments.additionalProperties.properties.proof.enum}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.targets !== undefined){
let data9 = data.targets;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length < 1){
const err32 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key5 in data9){
const _errs26 = errors;
if(typeof key5 === "string"){
if(key5.length > 63){
const err33 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/propertyNames/maxLength",keyword:"maxLength",params:{limit: 63},propertyName:key5};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!pattern1.test(key5)){
const err34 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},propertyName:key5};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key5};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var valid5 = _errs26 === errors;
if(!valid5){
const err36 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/propertyNames",keyword:"propertyNames",params:{propertyName: key5}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
for(const key6 in data9){
let data10 = data9[key6];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.provider === undefined){
const err37 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/additionalProperties/required",keyword:"required",params:{missingProperty: "provider"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key7 in data10){
if(!(func2.call(schema11.properties.targets.additionalProperties.properties, key7))){
const err38 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data10.provider !== undefined){
let data11 = data10.provider;
if(typeof data11 !== "string"){
const err39 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/provider",schemaPath:"#/properties/targets/additionalProperties/properties/provider/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!(((data11 === "local") || (data11 === "aws")) || (data11 === "mixed"))){
const err40 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/provider",schemaPath:"#/properties/targets/additionalProperties/properties/provider/enum",keyword:"enum",params:{allowedValues: schema11.properties.targets.additionalProperties.properties.provider.enum}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data10.directory !== undefined){
let data12 = data10.directory;
if(typeof data12 === "string"){
if(data12.length > 1024){
const err41 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/directory",schemaPath:"#/properties/targets/additionalProperties/properties/directory/maxLength",keyword:"maxLength",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data12.length < 1){
const err42 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/directory",schemaPath:"#/properties/targets/additionalProperties/properties/directory/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!pattern5.test(data12)){
const err43 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/directory",schemaPath:"#/properties/targets/additionalProperties/properties/directory/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]+$"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/directory",schemaPath:"#/properties/targets/additionalProperties/properties/directory/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data10.region !== undefined){
let data13 = data10.region;
if(typeof data13 === "string"){
if(data13.length > 32){
const err45 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/region",schemaPath:"#/properties/targets/additionalProperties/properties/region/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern6.test(data13)){
const err46 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/region",schemaPath:"#/properties/targets/additionalProperties/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/region",schemaPath:"#/properties/targets/additionalProperties/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data10.bucket !== undefined){
let data14 = data10.bucket;
if(typeof data14 === "string"){
if(data14.length > 63){
const err48 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/bucket",schemaPath:"#/properties/targets/additionalProperties/properties/bucket/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(!pattern7.test(data14)){
const err49 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/bucket",schemaPath:"#/properties/targets/additionalProperties/properties/bucket/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/bucket",schemaPath:"#/properties/targets/additionalProperties/properties/bucket/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data10.prefix !== undefined){
let data15 = data10.prefix;
if(typeof data15 === "string"){
if(data15.length > 255){
const err51 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefix",schemaPath:"#/properties/targets/additionalProperties/properties/prefix/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern8.test(data15)){
const err52 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefix",schemaPath:"#/properties/targets/additionalProperties/properties/prefix/pattern",keyword:"pattern",params:{pattern: "^(?!\\.)[A-Za-z0-9._-]+(?:/(?!\\.)[A-Za-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefix",schemaPath:"#/properties/targets/additionalProperties/properties/prefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data10.table !== undefined){
let data16 = data10.table;
if(typeof data16 === "string"){
if(data16.length > 255){
const err54 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/table",schemaPath:"#/properties/targets/additionalProperties/properties/table/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!pattern9.test(data16)){
const err55 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/table",schemaPath:"#/properties/targets/additionalProperties/properties/table/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._-]{3,255}$"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/table",schemaPath:"#/properties/targets/additionalProperties/properties/table/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data10.distribution !== undefined){
let data17 = data10.distribution;
if(typeof data17 === "string"){
if(data17.length > 32){
const err57 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/distribution",schemaPath:"#/properties/targets/additionalProperties/properties/distribution/maxLength",keyword:"maxLength",params:{limit: 32}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern10.test(data17)){
const err58 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/distribution",schemaPath:"#/properties/targets/additionalProperties/properties/distribution/pattern",keyword:"pattern",params:{pattern: "^[A-Z0-9]{8,32}$"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/distribution",schemaPath:"#/properties/targets/additionalProperties/properties/distribution/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data10.role !== undefined){
let data18 = data10.role;
if(typeof data18 === "string"){
if(data18.length > 512){
const err60 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/role",schemaPath:"#/properties/targets/additionalProperties/properties/role/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!pattern11.test(data18)){
const err61 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/role",schemaPath:"#/properties/targets/additionalProperties/properties/role/pattern",keyword:"pattern",params:{pattern: "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/role",schemaPath:"#/properties/targets/additionalProperties/properties/role/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data10.endpoint !== undefined){
let data19 = data10.endpoint;
if(typeof data19 === "string"){
if(data19.length > 512){
const err63 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/endpoint",schemaPath:"#/properties/targets/additionalProperties/properties/endpoint/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!pattern12.test(data19)){
const err64 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/endpoint",schemaPath:"#/properties/targets/additionalProperties/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[A-Za-z0-9.:\\[\\]-]+$"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/endpoint",schemaPath:"#/properties/targets/additionalProperties/properties/endpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data10.ports !== undefined){
let data20 = data10.ports;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.store === undefined){
const err66 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports",schemaPath:"#/properties/targets/additionalProperties/properties/ports/required",keyword:"required",params:{missingProperty: "store"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data20.table === undefined){
const err67 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports",schemaPath:"#/properties/targets/additionalProperties/properties/ports/required",keyword:"required",params:{missingProperty: "table"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data20.cache === undefined){
const err68 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports",schemaPath:"#/properties/targets/additionalProperties/properties/ports/required",keyword:"required",params:{missingProperty: "cache"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key8 in data20){
if(!(((key8 === "store") || (key8 === "table")) || (key8 === "cache"))){
const err69 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports",schemaPath:"#/properties/targets/additionalProperties/properties/ports/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data20.store !== undefined){
let data21 = data20.store;
if(typeof data21 === "string"){
if(data21.length > 63){
const err70 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/store",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/store/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(!pattern1.test(data21)){
const err71 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/store",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/store/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/store",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/store/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data20.table !== undefined){
let data22 = data20.table;
if(typeof data22 === "string"){
if(data22.length > 63){
const err73 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/table",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/table/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(!pattern1.test(data22)){
const err74 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/table",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/table/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/table",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/table/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data20.cache !== undefined){
let data23 = data20.cache;
if(typeof data23 === "string"){
if(data23.length > 63){
const err76 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/cache",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/cache/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(!pattern1.test(data23)){
const err77 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/cache",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/cache/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports/cache",schemaPath:"#/properties/targets/additionalProperties/properties/ports/properties/cache/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/ports",schemaPath:"#/properties/targets/additionalProperties/properties/ports/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data.senders !== undefined){
let data24 = data.senders;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(Object.keys(data24).length < 1){
const err82 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
for(const key9 in data24){
if(!((key9 === "users") || (key9 === "installations"))){
const err83 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data24.users !== undefined){
let data25 = data24.users;
if(Array.isArray(data25)){
if(data25.length > 1000){
const err84 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
const len0 = data25.length;
for(let i0=0; i0<len0; i0++){
let data26 = data25[i0];
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err85 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 9007199254740991 || isNaN(data26)){
const err86 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err87 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
}
else {
const err88 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data24.installations !== undefined){
let data27 = data24.installations;
if(Array.isArray(data27)){
if(data27.length > 1000){
const err89 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
const len1 = data27.length;
for(let i1=0; i1<len1; i1++){
let data28 = data27[i1];
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err90 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 9007199254740991 || isNaN(data28)){
const err91 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err92 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
}
else {
const err93 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data.transports !== undefined){
let data29 = data.transports;
if(Array.isArray(data29)){
if(data29.length > 2){
const err95 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/maxItems",keyword:"maxItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(data29.length < 1){
const err96 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
const len2 = data29.length;
for(let i2=0; i2<len2; i2++){
let data30 = data29[i2];
if(typeof data30 !== "string"){
const err97 = {instancePath:instancePath+"/transports/" + i2,schemaPath:"#/properties/transports/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!((data30 === "repository_dispatch") || (data30 === "workflow_dispatch"))){
const err98 = {instancePath:instancePath+"/transports/" + i2,schemaPath:"#/properties/transports/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.transports.items.enum}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
let i3 = data29.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data29[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err99 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err100 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data.desiredState !== undefined){
let data31 = data.desiredState;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.path === undefined){
const err101 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
for(const key10 in data31){
if(!((key10 === "path") || (key10 === "key"))){
const err102 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data31.path !== undefined){
let data32 = data31.path;
if(typeof data32 === "string"){
if(data32.length > 255){
const err103 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(!pattern16.test(data32)){
const err104 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/pattern",keyword:"pattern",params:{pattern: "^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data31.key !== undefined){
let data33 = data31.key;
if(Array.isArray(data33)){
if(data33.length > 8){
const err106 = {instancePath:instancePath+"/desiredState/key",schemaPath:"#/properties/desiredState/properties/key/maxItems",keyword:"maxItems",params:{limit: 8}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
const len3 = data33.length;
for(let i4=0; i4<len3; i4++){
let data34 = data33[i4];
if(typeof data34 === "string"){
if(data34.length > 128){
const err107 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(!pattern17.test(data34)){
const err108 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/pattern",keyword:"pattern",params:{pattern: "^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
else {
const err110 = {instancePath:instancePath+"/desiredState/key",schemaPath:"#/properties/desiredState/properties/key/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.registrations !== undefined){
let data35 = data.registrations;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.path === undefined){
const err112 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
for(const key11 in data35){
if(!(key11 === "path")){
const err113 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data35.path !== undefined){
let data36 = data35.path;
if(typeof data36 === "string"){
if(data36.length > 255){
const err114 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(!pattern16.test(data36)){
const err115 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/pattern",keyword:"pattern",params:{pattern: "^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data.checks !== undefined){
let data37 = data.checks;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key12 in data37){
if(!(key12 === "statusContext")){
const err118 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data37.statusContext !== undefined){
let data38 = data37.statusContext;
if(typeof data38 === "string"){
if(data38.length > 100){
const err119 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/maxLength",keyword:"maxLength",params:{limit: 100}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(!pattern19.test(data38)){
const err120 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/pattern",keyword:"pattern",params:{pattern: "^[!-~](?:[ -~]*[!-~])?$"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const allowed = {
  "#/properties/schema": "the number 1",
  "#/properties/environments/additionalProperties/properties/target": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit",
  "#/properties/environments/additionalProperties/properties/url": "an http or https URL without user, query and fragment, such as https://www.example.com",
  "#/properties/environments/additionalProperties/properties/ordering": "version, ancestry, none",
  "#/properties/environments/additionalProperties/properties/frozen/properties/reason": "a sentence of at most 280 characters, without control characters",
  "#/properties/environments/additionalProperties/properties/frozen": "a map with the fields reason",
  "#/properties/environments/additionalProperties/properties/proof": "basic, verified, attested",
  "#/properties/environments/additionalProperties": "a map with the fields target, url, ordering, frozen, proof",
  "#/properties/environments/propertyNames": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/environments": "a map from environment name to its settings, with at least one entry",
  "#/properties/targets/additionalProperties/properties/provider": "local, aws, mixed",
  "#/properties/targets/additionalProperties/properties/directory": "a path of at most 1024 printable characters",
  "#/properties/targets/additionalProperties/properties/region": "the name of a region, such as eu-central-1",
  "#/properties/targets/additionalProperties/properties/bucket": "3 to 63 characters: small letters a-z, digits, dots and hyphens, starting and ending with a letter or digit",
  "#/properties/targets/additionalProperties/properties/prefix": "a relative path of at most 255 letters, digits, dots, underscores and hyphens, without a segment that starts with a dot",
  "#/properties/targets/additionalProperties/properties/table": "3 to 255 letters, digits, dots, underscores and hyphens",
  "#/properties/targets/additionalProperties/properties/distribution": "8 to 32 capital letters A-Z and digits",
  "#/properties/targets/additionalProperties/properties/role": "the ARN of an IAM role, such as arn:aws:iam::123456789012:role/mfe-deploy",
  "#/properties/targets/additionalProperties/properties/endpoint": "an http or https URL without user, path, query and fragment, such as https://s3.example.com",
  "#/properties/targets/additionalProperties/properties/ports/properties/store": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit",
  "#/properties/targets/additionalProperties/properties/ports/properties/table": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit",
  "#/properties/targets/additionalProperties/properties/ports/properties/cache": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit",
  "#/properties/targets/additionalProperties/properties/ports": "a map with the fields store, table, cache",
  "#/properties/targets/additionalProperties": "a map with the fields provider, directory, region, bucket, prefix, table, distribution, role, endpoint, ports",
  "#/properties/targets/propertyNames": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit",
  "#/properties/targets": "a map from target name to its settings, with at least one entry",
  "#/properties/senders/properties/users/items": "a whole number above 0",
  "#/properties/senders/properties/users": "a list of at most 1000 numeric ids",
  "#/properties/senders/properties/installations/items": "a whole number above 0",
  "#/properties/senders/properties/installations": "a list of at most 1000 numeric ids",
  "#/properties/senders": "a map with the fields users, installations or both",
  "#/properties/transports/items": "repository_dispatch, workflow_dispatch",
  "#/properties/transports": "a list of repository_dispatch, workflow_dispatch or both",
  "#/properties/desiredState/properties/path": "a relative path of at most 255 letters, digits, dots, underscores and hyphens, with {environment} and {mfe} as the only placeholders, ending in .yaml, .yml or .json, without a segment that starts with a dot",
  "#/properties/desiredState/properties/key/items": "1 to 128 letters, digits, dots, underscores and hyphens, with {environment} and {mfe} as the only placeholders",
  "#/properties/desiredState/properties/key": "a list of at most 8 keys",
  "#/properties/desiredState": "a map with the fields path, key",
  "#/properties/registrations/properties/path": "a relative path of at most 255 letters, digits, dots, underscores and hyphens, with {environment} and {mfe} as the only placeholders, ending in .yaml, .yml or .json, without a segment that starts with a dot",
  "#/properties/registrations": "a map with the fields path",
  "#/properties/checks/properties/statusContext": "1 to 100 printable ASCII characters",
  "#/properties/checks": "a map with the fields statusContext",
  "#": "a map with the fields schema, environments, targets, senders, transports, desiredState, registrations, checks"
}
