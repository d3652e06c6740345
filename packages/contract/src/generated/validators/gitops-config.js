// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["schema","environments","targets"],"additionalProperties":false,"properties":{"schema":{"const":1},"environments":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","required":["target","url"],"additionalProperties":false,"properties":{"target":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"url":{"type":"string","maxLength":512,"pattern":"^https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$"},"ordering":{"type":"string","enum":["version","ancestry","none"]},"frozen":{"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":280,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}}},"proof":{"type":"string","enum":["basic","verified","attested"]}}}},"targets":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","required":["provider"],"additionalProperties":false,"properties":{"provider":{"type":"string","enum":["local"]},"directory":{"type":"string","minLength":1,"maxLength":1024,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f]+$"}}}},"senders":{"type":"object","minProperties":1,"additionalProperties":false,"properties":{"users":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}},"installations":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}}}},"transports":{"type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"type":"string","enum":["repository_dispatch","workflow_dispatch"]}},"desiredState":{"type":"object","required":["path"],"additionalProperties":false,"properties":{"path":{"type":"string","maxLength":255,"pattern":"^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"},"key":{"type":"array","maxItems":8,"items":{"type":"string","maxLength":128,"pattern":"^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$"}}}},"registrations":{"type":"object","required":["path"],"additionalProperties":false,"properties":{"path":{"type":"string","maxLength":255,"pattern":"^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}}},"checks":{"type":"object","additionalProperties":false,"properties":{"statusContext":{"type":"string","maxLength":100,"pattern":"^[!-~](?:[ -~]*[!-~])?$"}}}}};
const pattern0 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern2 = new RegExp("^https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/-]*)?$", "u");
const pattern3 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$", "u");
const pattern5 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]+$", "u");
const pattern6 = new RegExp("^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$", "u");
const pattern7 = new RegExp("^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$", "u");
const pattern9 = new RegExp("^[!-~](?:[ -~]*[!-~])?$", "u");

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
if(!((key7 === "provider") || (key7 === "directory"))){
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
if(!(data11 === "local")){
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
}
else {
const err45 = {instancePath:instancePath+"/targets/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/targets/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.senders !== undefined){
let data13 = data.senders;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length < 1){
const err47 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key8 in data13){
if(!((key8 === "users") || (key8 === "installations"))){
const err48 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data13.users !== undefined){
let data14 = data13.users;
if(Array.isArray(data14)){
if(data14.length > 1000){
const err49 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err50 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 9007199254740991 || isNaN(data15)){
const err51 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data15 < 1 || isNaN(data15)){
const err52 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
}
else {
const err53 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data13.installations !== undefined){
let data16 = data13.installations;
if(Array.isArray(data16)){
if(data16.length > 1000){
const err54 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err55 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 9007199254740991 || isNaN(data17)){
const err56 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err57 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
else {
const err58 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.transports !== undefined){
let data18 = data.transports;
if(Array.isArray(data18)){
if(data18.length > 2){
const err60 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/maxItems",keyword:"maxItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data18.length < 1){
const err61 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
if(typeof data19 !== "string"){
const err62 = {instancePath:instancePath+"/transports/" + i2,schemaPath:"#/properties/transports/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(!((data19 === "repository_dispatch") || (data19 === "workflow_dispatch"))){
const err63 = {instancePath:instancePath+"/transports/" + i2,schemaPath:"#/properties/transports/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.transports.items.enum}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
let i3 = data18.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data18[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err64 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err65 = {instancePath:instancePath+"/transports",schemaPath:"#/properties/transports/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.desiredState !== undefined){
let data20 = data.desiredState;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.path === undefined){
const err66 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key9 in data20){
if(!((key9 === "path") || (key9 === "key"))){
const err67 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data20.path !== undefined){
let data21 = data20.path;
if(typeof data21 === "string"){
if(data21.length > 255){
const err68 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!pattern6.test(data21)){
const err69 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/pattern",keyword:"pattern",params:{pattern: "^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/desiredState/path",schemaPath:"#/properties/desiredState/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data20.key !== undefined){
let data22 = data20.key;
if(Array.isArray(data22)){
if(data22.length > 8){
const err71 = {instancePath:instancePath+"/desiredState/key",schemaPath:"#/properties/desiredState/properties/key/maxItems",keyword:"maxItems",params:{limit: 8}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
const len3 = data22.length;
for(let i4=0; i4<len3; i4++){
let data23 = data22[i4];
if(typeof data23 === "string"){
if(data23.length > 128){
const err72 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!pattern7.test(data23)){
const err73 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/pattern",keyword:"pattern",params:{pattern: "^(?!__proto__$)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+$"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/desiredState/key/" + i4,schemaPath:"#/properties/desiredState/properties/key/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/desiredState/key",schemaPath:"#/properties/desiredState/properties/key/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/desiredState",schemaPath:"#/properties/desiredState/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.registrations !== undefined){
let data24 = data.registrations;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.path === undefined){
const err77 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
for(const key10 in data24){
if(!(key10 === "path")){
const err78 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data24.path !== undefined){
let data25 = data24.path;
if(typeof data25 === "string"){
if(data25.length > 255){
const err79 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(!pattern6.test(data25)){
const err80 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/pattern",keyword:"pattern",params:{pattern: "^(?:(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+/)*(?!\\.)(?:[A-Za-z0-9._-]|\\{environment\\}|\\{mfe\\})+\\.(?:yaml|yml|json)$"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
else {
const err81 = {instancePath:instancePath+"/registrations/path",schemaPath:"#/properties/registrations/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/registrations",schemaPath:"#/properties/registrations/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data.checks !== undefined){
let data26 = data.checks;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key11 in data26){
if(!(key11 === "statusContext")){
const err83 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data26.statusContext !== undefined){
let data27 = data26.statusContext;
if(typeof data27 === "string"){
if(data27.length > 100){
const err84 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/maxLength",keyword:"maxLength",params:{limit: 100}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(!pattern9.test(data27)){
const err85 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/pattern",keyword:"pattern",params:{pattern: "^[!-~](?:[ -~]*[!-~])?$"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/checks/statusContext",schemaPath:"#/properties/checks/properties/statusContext/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "object"}};
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
else {
const err88 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
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
  "#/properties/targets/additionalProperties/properties/provider": "local",
  "#/properties/targets/additionalProperties/properties/directory": "a path of at most 1024 printable characters",
  "#/properties/targets/additionalProperties": "a map with the fields provider, directory",
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
