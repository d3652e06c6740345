// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["schema","mfe","repository","repositoryId","workflow","artifact","environments"],"additionalProperties":false,"properties":{"schema":{"const":1},"mfe":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"team":{"type":"string","minLength":1,"maxLength":100,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"},"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"repositoryId":{"type":"integer","minimum":1,"maximum":9007199254740991},"workflow":{"type":"string","maxLength":255,"pattern":"^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"},"senders":{"type":"object","minProperties":1,"additionalProperties":false,"properties":{"users":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}},"installations":{"type":"array","maxItems":1000,"items":{"type":"integer","minimum":1,"maximum":9007199254740991}}}},"refs":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","maxLength":255,"pattern":"^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$"}},"versions":{"type":"string","enum":["semver","commit","any"]},"artifact":{"type":"object","required":["source","name","entry"],"additionalProperties":false,"properties":{"source":{"type":"string","enum":["npm","tarball","oci"]},"name":{"type":"string","minLength":1,"maxLength":1000,"pattern":"^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"},"directory":{"type":"string","maxLength":255,"pattern":"^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$"},"entry":{"type":"string","maxLength":255,"pattern":"^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$"},"sourceMaps":{"type":"boolean"},"digest":{"type":"object","additionalProperties":false,"properties":{"url":{"type":"string","maxLength":1000,"pattern":"^https?://[!-~]+$"},"header":{"type":"string","maxLength":100,"pattern":"^[A-Za-z0-9-]+$"}}},"signatures":{"type":"string","enum":["require","if-present"]},"provenance":{"type":"object","required":["level","workflow"],"additionalProperties":false,"properties":{"level":{"type":"string","enum":["require","if-present"]},"workflow":{"type":"string","maxLength":255,"pattern":"^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"},"signer":{"type":"string","maxLength":400,"pattern":"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"}}},"missingFiles":{"type":"string","enum":["refuse","warn"]}}},"files":{"type":"array","maxItems":50,"items":{"type":"object","required":["match"],"additionalProperties":false,"properties":{"match":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[^\\u0000-\\u001f\\u007f\\\\]+$"},"contentType":{"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:; ?[A-Za-z0-9-]+=[A-Za-z0-9._-]+)*$"},"cacheControl":{"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9=, _-]+$"},"tags":{"type":"array","maxItems":9,"items":{"type":"string","pattern":"^[A-Za-z0-9._:/-]{1,100}$"}},"compress":{"type":"boolean"}}}},"environments":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"cacheInvalidationKeys":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":512,"pattern":"^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}},"frozen":{"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":280,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}}}}}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$", "u");
const pattern2 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", "u");
const pattern3 = new RegExp("^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$", "u");
const pattern4 = new RegExp("^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$", "u");
const pattern5 = new RegExp("^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$", "u");
const pattern6 = new RegExp("^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$", "u");
const pattern7 = new RegExp("^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$", "u");
const pattern8 = new RegExp("^https?://[!-~]+$", "u");
const pattern9 = new RegExp("^[A-Za-z0-9-]+$", "u");
const pattern11 = new RegExp("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$", "u");
const pattern12 = new RegExp("^[^\\u0000-\\u001f\\u007f\\\\]+$", "u");
const pattern13 = new RegExp("^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:; ?[A-Za-z0-9-]+=[A-Za-z0-9._-]+)*$", "u");
const pattern14 = new RegExp("^[A-Za-z0-9=, _-]+$", "u");
const pattern15 = new RegExp("^[A-Za-z0-9._:/-]{1,100}$", "u");
const pattern17 = new RegExp("^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$", "u");

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
if(data.mfe === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mfe"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.repository === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.repositoryId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repositoryId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.workflow === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "workflow"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.artifact === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.environments === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "environments"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err7 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.schema !== undefined){
if(1 !== data.schema){
const err8 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.mfe !== undefined){
let data1 = data.mfe;
if(typeof data1 === "string"){
if(data1.length > 63){
const err9 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern0.test(data1)){
const err10 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.team !== undefined){
let data2 = data.team;
if(typeof data2 === "string"){
if(data2.length > 100){
const err12 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/maxLength",keyword:"maxLength",params:{limit: 100}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data2.length < 1){
const err13 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!pattern1.test(data2)){
const err14 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}};
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
const err15 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.repository !== undefined){
let data3 = data.repository;
if(typeof data3 === "string"){
if(data3.length > 140){
const err16 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern2.test(data3)){
const err17 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
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
const err18 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.repositoryId !== undefined){
let data4 = data.repositoryId;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err19 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
const err20 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err21 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data.workflow !== undefined){
let data5 = data.workflow;
if(typeof data5 === "string"){
if(data5.length > 255){
const err22 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern3.test(data5)){
const err23 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/pattern",keyword:"pattern",params:{pattern: "^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.senders !== undefined){
let data6 = data.senders;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err25 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key1 in data6){
if(!((key1 === "users") || (key1 === "installations"))){
const err26 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data6.users !== undefined){
let data7 = data6.users;
if(Array.isArray(data7)){
if(data7.length > 1000){
const err27 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err28 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
const err29 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err30 = {instancePath:instancePath+"/senders/users/" + i0,schemaPath:"#/properties/senders/properties/users/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
}
else {
const err31 = {instancePath:instancePath+"/senders/users",schemaPath:"#/properties/senders/properties/users/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data6.installations !== undefined){
let data9 = data6.installations;
if(Array.isArray(data9)){
if(data9.length > 1000){
const err32 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err33 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
const err34 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err35 = {instancePath:instancePath+"/senders/installations/" + i1,schemaPath:"#/properties/senders/properties/installations/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/senders/installations",schemaPath:"#/properties/senders/properties/installations/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/senders",schemaPath:"#/properties/senders/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.refs !== undefined){
let data11 = data.refs;
if(Array.isArray(data11)){
if(data11.length > 50){
const err38 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data11.length < 1){
const err39 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
let data12 = data11[i2];
if(typeof data12 === "string"){
if(data12.length > 255){
const err40 = {instancePath:instancePath+"/refs/" + i2,schemaPath:"#/properties/refs/items/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern4.test(data12)){
const err41 = {instancePath:instancePath+"/refs/" + i2,schemaPath:"#/properties/refs/items/pattern",keyword:"pattern",params:{pattern: "^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/refs/" + i2,schemaPath:"#/properties/refs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.versions !== undefined){
let data13 = data.versions;
if(typeof data13 !== "string"){
const err44 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!(((data13 === "semver") || (data13 === "commit")) || (data13 === "any"))){
const err45 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/enum",keyword:"enum",params:{allowedValues: schema11.properties.versions.enum}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.artifact !== undefined){
let data14 = data.artifact;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.source === undefined){
const err46 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data14.name === undefined){
const err47 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data14.entry === undefined){
const err48 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "entry"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key2 in data14){
if(!(func2.call(schema11.properties.artifact.properties, key2))){
const err49 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data14.source !== undefined){
let data15 = data14.source;
if(typeof data15 !== "string"){
const err50 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!(((data15 === "npm") || (data15 === "tarball")) || (data15 === "oci"))){
const err51 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.source.enum}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data14.name !== undefined){
let data16 = data14.name;
if(typeof data16 === "string"){
if(data16.length > 1000){
const err52 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data16.length < 1){
const err53 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!pattern5.test(data16)){
const err54 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data14.directory !== undefined){
let data17 = data14.directory;
if(typeof data17 === "string"){
if(data17.length > 255){
const err56 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!pattern6.test(data17)){
const err57 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/pattern",keyword:"pattern",params:{pattern: "^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data14.entry !== undefined){
let data18 = data14.entry;
if(typeof data18 === "string"){
if(data18.length > 255){
const err59 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern7.test(data18)){
const err60 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/pattern",keyword:"pattern",params:{pattern: "^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data14.sourceMaps !== undefined){
if(typeof data14.sourceMaps !== "boolean"){
const err62 = {instancePath:instancePath+"/artifact/sourceMaps",schemaPath:"#/properties/artifact/properties/sourceMaps/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data14.digest !== undefined){
let data20 = data14.digest;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key3 in data20){
if(!((key3 === "url") || (key3 === "header"))){
const err63 = {instancePath:instancePath+"/artifact/digest",schemaPath:"#/properties/artifact/properties/digest/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data20.url !== undefined){
let data21 = data20.url;
if(typeof data21 === "string"){
if(data21.length > 1000){
const err64 = {instancePath:instancePath+"/artifact/digest/url",schemaPath:"#/properties/artifact/properties/digest/properties/url/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!pattern8.test(data21)){
const err65 = {instancePath:instancePath+"/artifact/digest/url",schemaPath:"#/properties/artifact/properties/digest/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[!-~]+$"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/artifact/digest/url",schemaPath:"#/properties/artifact/properties/digest/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data20.header !== undefined){
let data22 = data20.header;
if(typeof data22 === "string"){
if(data22.length > 100){
const err67 = {instancePath:instancePath+"/artifact/digest/header",schemaPath:"#/properties/artifact/properties/digest/properties/header/maxLength",keyword:"maxLength",params:{limit: 100}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(!pattern9.test(data22)){
const err68 = {instancePath:instancePath+"/artifact/digest/header",schemaPath:"#/properties/artifact/properties/digest/properties/header/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9-]+$"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/artifact/digest/header",schemaPath:"#/properties/artifact/properties/digest/properties/header/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/artifact/digest",schemaPath:"#/properties/artifact/properties/digest/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data14.signatures !== undefined){
let data23 = data14.signatures;
if(typeof data23 !== "string"){
const err71 = {instancePath:instancePath+"/artifact/signatures",schemaPath:"#/properties/artifact/properties/signatures/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(!((data23 === "require") || (data23 === "if-present"))){
const err72 = {instancePath:instancePath+"/artifact/signatures",schemaPath:"#/properties/artifact/properties/signatures/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.signatures.enum}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data14.provenance !== undefined){
let data24 = data14.provenance;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.level === undefined){
const err73 = {instancePath:instancePath+"/artifact/provenance",schemaPath:"#/properties/artifact/properties/provenance/required",keyword:"required",params:{missingProperty: "level"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data24.workflow === undefined){
const err74 = {instancePath:instancePath+"/artifact/provenance",schemaPath:"#/properties/artifact/properties/provenance/required",keyword:"required",params:{missingProperty: "workflow"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
for(const key4 in data24){
if(!(((key4 === "level") || (key4 === "workflow")) || (key4 === "signer"))){
const err75 = {instancePath:instancePath+"/artifact/provenance",schemaPath:"#/properties/artifact/properties/provenance/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data24.level !== undefined){
let data25 = data24.level;
if(typeof data25 !== "string"){
const err76 = {instancePath:instancePath+"/artifact/provenance/level",schemaPath:"#/properties/artifact/properties/provenance/properties/level/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(!((data25 === "require") || (data25 === "if-present"))){
const err77 = {instancePath:instancePath+"/artifact/provenance/level",schemaPath:"#/properties/artifact/properties/provenance/properties/level/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.provenance.properties.level.enum}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data24.workflow !== undefined){
let data26 = data24.workflow;
if(typeof data26 === "string"){
if(data26.length > 255){
const err78 = {instancePath:instancePath+"/artifact/provenance/workflow",schemaPath:"#/properties/artifact/properties/provenance/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(!pattern3.test(data26)){
const err79 = {instancePath:instancePath+"/artifact/provenance/workflow",schemaPath:"#/properties/artifact/properties/provenance/properties/workflow/pattern",keyword:"pattern",params:{pattern: "^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/artifact/provenance/workflow",schemaPath:"#/properties/artifact/properties/provenance/properties/workflow/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data24.signer !== undefined){
let data27 = data24.signer;
if(typeof data27 === "string"){
if(data27.length > 400){
const err81 = {instancePath:instancePath+"/artifact/provenance/signer",schemaPath:"#/properties/artifact/properties/provenance/properties/signer/maxLength",keyword:"maxLength",params:{limit: 400}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!pattern11.test(data27)){
const err82 = {instancePath:instancePath+"/artifact/provenance/signer",schemaPath:"#/properties/artifact/properties/provenance/properties/signer/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/artifact/provenance/signer",schemaPath:"#/properties/artifact/properties/provenance/properties/signer/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/artifact/provenance",schemaPath:"#/properties/artifact/properties/provenance/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data14.missingFiles !== undefined){
let data28 = data14.missingFiles;
if(typeof data28 !== "string"){
const err85 = {instancePath:instancePath+"/artifact/missingFiles",schemaPath:"#/properties/artifact/properties/missingFiles/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!((data28 === "refuse") || (data28 === "warn"))){
const err86 = {instancePath:instancePath+"/artifact/missingFiles",schemaPath:"#/properties/artifact/properties/missingFiles/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.missingFiles.enum}};
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
const err87 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data.files !== undefined){
let data29 = data.files;
if(Array.isArray(data29)){
if(data29.length > 50){
const err88 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const len3 = data29.length;
for(let i3=0; i3<len3; i3++){
let data30 = data29[i3];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.match === undefined){
const err89 = {instancePath:instancePath+"/files/" + i3,schemaPath:"#/properties/files/items/required",keyword:"required",params:{missingProperty: "match"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key5 in data30){
if(!(((((key5 === "match") || (key5 === "contentType")) || (key5 === "cacheControl")) || (key5 === "tags")) || (key5 === "compress"))){
const err90 = {instancePath:instancePath+"/files/" + i3,schemaPath:"#/properties/files/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data30.match !== undefined){
let data31 = data30.match;
if(typeof data31 === "string"){
if(data31.length > 200){
const err91 = {instancePath:instancePath+"/files/" + i3+"/match",schemaPath:"#/properties/files/items/properties/match/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data31.length < 1){
const err92 = {instancePath:instancePath+"/files/" + i3+"/match",schemaPath:"#/properties/files/items/properties/match/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(!pattern12.test(data31)){
const err93 = {instancePath:instancePath+"/files/" + i3+"/match",schemaPath:"#/properties/files/items/properties/match/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f\\\\]+$"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/files/" + i3+"/match",schemaPath:"#/properties/files/items/properties/match/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data30.contentType !== undefined){
let data32 = data30.contentType;
if(typeof data32 === "string"){
if(data32.length > 200){
const err95 = {instancePath:instancePath+"/files/" + i3+"/contentType",schemaPath:"#/properties/files/items/properties/contentType/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(!pattern13.test(data32)){
const err96 = {instancePath:instancePath+"/files/" + i3+"/contentType",schemaPath:"#/properties/files/items/properties/contentType/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:; ?[A-Za-z0-9-]+=[A-Za-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
else {
const err97 = {instancePath:instancePath+"/files/" + i3+"/contentType",schemaPath:"#/properties/files/items/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data30.cacheControl !== undefined){
let data33 = data30.cacheControl;
if(typeof data33 === "string"){
if(data33.length > 200){
const err98 = {instancePath:instancePath+"/files/" + i3+"/cacheControl",schemaPath:"#/properties/files/items/properties/cacheControl/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!pattern14.test(data33)){
const err99 = {instancePath:instancePath+"/files/" + i3+"/cacheControl",schemaPath:"#/properties/files/items/properties/cacheControl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9=, _-]+$"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/files/" + i3+"/cacheControl",schemaPath:"#/properties/files/items/properties/cacheControl/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data30.tags !== undefined){
let data34 = data30.tags;
if(Array.isArray(data34)){
if(data34.length > 9){
const err101 = {instancePath:instancePath+"/files/" + i3+"/tags",schemaPath:"#/properties/files/items/properties/tags/maxItems",keyword:"maxItems",params:{limit: 9}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
const len4 = data34.length;
for(let i4=0; i4<len4; i4++){
let data35 = data34[i4];
if(typeof data35 === "string"){
if(!pattern15.test(data35)){
const err102 = {instancePath:instancePath+"/files/" + i3+"/tags/" + i4,schemaPath:"#/properties/files/items/properties/tags/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9._:/-]{1,100}$"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/files/" + i3+"/tags/" + i4,schemaPath:"#/properties/files/items/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/files/" + i3+"/tags",schemaPath:"#/properties/files/items/properties/tags/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data30.compress !== undefined){
if(typeof data30.compress !== "boolean"){
const err105 = {instancePath:instancePath+"/files/" + i3+"/compress",schemaPath:"#/properties/files/items/properties/compress/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/files/" + i3,schemaPath:"#/properties/files/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
else {
const err107 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data.environments !== undefined){
let data37 = data.environments;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(Object.keys(data37).length < 1){
const err108 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
for(const key6 in data37){
const _errs82 = errors;
if(typeof key6 === "string"){
if(key6.length > 63){
const err109 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/maxLength",keyword:"maxLength",params:{limit: 63},propertyName:key6};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(!pattern0.test(key6)){
const err110 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},propertyName:key6};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key6};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
var valid16 = _errs82 === errors;
if(!valid16){
const err112 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames",keyword:"propertyNames",params:{propertyName: key6}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
for(const key7 in data37){
let data38 = data37[key7];
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key8 in data38){
if(!((key8 === "cacheInvalidationKeys") || (key8 === "frozen"))){
const err113 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data38.cacheInvalidationKeys !== undefined){
let data39 = data38.cacheInvalidationKeys;
if(Array.isArray(data39)){
if(data39.length > 100){
const err114 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys",schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
const len5 = data39.length;
for(let i5=0; i5<len5; i5++){
let data40 = data39[i5];
if(typeof data40 === "string"){
if(data40.length > 512){
const err115 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i5,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(!pattern17.test(data40)){
const err116 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i5,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/pattern",keyword:"pattern",params:{pattern: "^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i5,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys",schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data38.frozen !== undefined){
let data41 = data38.frozen;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.reason === undefined){
const err119 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
for(const key9 in data41){
if(!(key9 === "reason")){
const err120 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data41.reason !== undefined){
let data42 = data41.reason;
if(typeof data42 === "string"){
if(data42.length > 280){
const err121 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/maxLength",keyword:"maxLength",params:{limit: 280}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(data42.length < 1){
const err122 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(!pattern1.test(data42)){
const err123 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
else {
const err124 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/environments/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
}
else {
const err127 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
}
else {
const err128 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const allowed = {
  "#/properties/schema": "the number 1",
  "#/properties/mfe": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/team": "1 to 100 characters without control characters",
  "#/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/repositoryId": "a whole number above 0",
  "#/properties/workflow": "a workflow file such as .github/workflows/micro-frontend-cd.yml",
  "#/properties/senders/properties/users/items": "a whole number above 0",
  "#/properties/senders/properties/users": "a list of at most 1000 numeric ids",
  "#/properties/senders/properties/installations/items": "a whole number above 0",
  "#/properties/senders/properties/installations": "a list of at most 1000 numeric ids",
  "#/properties/senders": "a map with the fields users, installations or both",
  "#/properties/refs/items": "a full ref such as refs/heads/main, or the start of one such as refs/tags/v*",
  "#/properties/refs": "a list of 1 to 50 refs",
  "#/properties/versions": "semver, commit, any",
  "#/properties/artifact/properties/source": "npm, tarball, oci",
  "#/properties/artifact/properties/name": "npm: a package name in small letters, such as @acme/cart; tarball: an https URL with {version}; oci: host/repository, with or without a :tag that has {version}",
  "#/properties/artifact/properties/directory": "a relative path of letters, digits and the characters . _ @ + -, without empty, . or .. segments, or a single dot",
  "#/properties/artifact/properties/entry": "a relative path of letters, digits and the characters . _ @ + -, without empty, . or .. segments",
  "#/properties/artifact/properties/sourceMaps": "true or false",
  "#/properties/artifact/properties/digest/properties/url": "an https URL",
  "#/properties/artifact/properties/digest/properties/header": "the name of an HTTP header",
  "#/properties/artifact/properties/digest": "a map with one of the fields url and header",
  "#/properties/artifact/properties/signatures": "require, if-present",
  "#/properties/artifact/properties/provenance/properties/level": "require, if-present",
  "#/properties/artifact/properties/provenance/properties/workflow": "a workflow file such as .github/workflows/micro-frontend-ci.yml",
  "#/properties/artifact/properties/provenance/properties/signer": "a reusable workflow such as org/gitops/.github/workflows/build-mfe.yml",
  "#/properties/artifact/properties/provenance": "a map with the fields level, workflow and, for a reusable workflow, signer",
  "#/properties/artifact/properties/missingFiles": "refuse, warn",
  "#/properties/artifact": "a map with the fields source, name, directory, entry, sourceMaps, digest, signatures, provenance, missingFiles",
  "#/properties/files/items/properties/match": "a glob pattern of at most 200 characters",
  "#/properties/files/items/properties/contentType": "a media type such as text/css; charset=utf-8",
  "#/properties/files/items/properties/cacheControl": "directives such as public, max-age=86400",
  "#/properties/files/items/properties/tags/items": "1 to 100 letters, digits and the characters . _ : / -",
  "#/properties/files/items/properties/tags": "a list of at most 9 tags without comma, white space and *",
  "#/properties/files/items/properties/compress": "true or false",
  "#/properties/files/items": "a map with the fields match, contentType, cacheControl, tags, compress",
  "#/properties/files": "a list of at most 50 rules",
  "#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items": "a path such as /cart/* (URL-encoded, no .. segment, no empty segment, * only at the end) or a tag such as #cart (letters, digits, dots, colons, underscores, hyphens), at most 512 characters",
  "#/properties/environments/additionalProperties/properties/cacheInvalidationKeys": "a list of at most 100 paths and tags",
  "#/properties/environments/additionalProperties/properties/frozen/properties/reason": "a sentence of at most 280 characters, without control characters",
  "#/properties/environments/additionalProperties/properties/frozen": "a map with the fields reason",
  "#/properties/environments/additionalProperties": "a map with the fields cacheInvalidationKeys and frozen, both optional ({} for none)",
  "#/properties/environments/propertyNames": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/environments": "a map from environment name to settings ({} for none), with at least one entry",
  "#": "a map with the fields schema, mfe, team, repository, repositoryId, workflow, senders, refs, versions, artifact, files, environments"
}
