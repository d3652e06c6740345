// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["schema","outcome","reasons","requestId","request","proof","pullRequest","mergeCommit","generation","version","artifact","url","changes","stages","run","purge"],"additionalProperties":false,"properties":{"schema":{"const":1},"outcome":{"type":"string","enum":["deployed","unchanged","rejected","superseded","awaiting-approval","failed","cancelled","timed-out"]},"reasons":{"type":"array","maxItems":100,"items":{"type":"object","required":["code","message"],"additionalProperties":false,"properties":{"code":{"type":"string","maxLength":64,"pattern":"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"},"message":{"type":"string","minLength":1,"maxLength":4000},"field":{"type":"string","maxLength":500},"seen":{"type":"string","maxLength":500},"allowed":{"type":"string","maxLength":2000},"remedy":{"type":"string","maxLength":2000},"file":{"type":"string","maxLength":500},"line":{"type":"integer","minimum":1,"maximum":9007199254740991}}}},"requestId":{"type":["string","null"],"pattern":"^[0-9a-f]{64}$"},"request":{"anyOf":[{"type":"object","required":["type","timestamp","user","mfe","version","environment","cache_invalidation_keys","repository","ref","sha"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":["deploy-mfe-trigger","rollback-mfe-trigger"]},"timestamp":{"type":"string","maxLength":30,"pattern":"^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$"},"user":{"type":"string","maxLength":105,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$"},"mfe":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"version":{"type":"string","maxLength":128,"pattern":"^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"},"environment":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"cache_invalidation_keys":{"type":"string","maxLength":8192,"pattern":"^[\\t\\n\\r -~]*$"},"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"ref":{"type":"string","maxLength":255,"pattern":"^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"},"sha":{"type":"string","maxLength":40,"pattern":"^[0-9a-f]{40}$"}}},{"type":"null"}]},"proof":{"anyOf":[{"type":"string","enum":["basic","verified","attested"]},{"type":"null"}]},"pullRequest":{"anyOf":[{"type":"object","required":["number","url"],"additionalProperties":false,"properties":{"number":{"type":"integer","minimum":1,"maximum":9007199254740991},"url":{"type":"string","maxLength":2048,"pattern":"^https?://[!-~]+$"}}},{"type":"null"}]},"mergeCommit":{"type":["string","null"],"pattern":"^[0-9a-f]{40}$"},"generation":{"type":["integer","null"],"minimum":1,"maximum":9007199254740991},"version":{"type":"object","required":["requested","live","previous"],"additionalProperties":false,"properties":{"requested":{"type":["string","null"],"maxLength":128},"live":{"type":["string","null"],"maxLength":128},"previous":{"type":["string","null"],"maxLength":128}}},"canary":{"type":"object","required":["version","percentage"],"additionalProperties":false,"properties":{"version":{"type":"string","maxLength":128,"pattern":"^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"},"percentage":{"type":"integer","minimum":1,"maximum":99}}},"artifact":{"anyOf":[{"type":"object","required":["name","integrity"],"additionalProperties":false,"properties":{"name":{"type":"string","minLength":1,"maxLength":1000,"pattern":"^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"},"integrity":{"type":"string","maxLength":95,"pattern":"^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}}},{"type":"null"}]},"url":{"type":["string","null"],"maxLength":2048,"pattern":"^https?://[!-~]+$"},"changes":{"type":"array","maxItems":1000,"items":{"type":"object","required":["path","from","to","line"],"additionalProperties":false,"properties":{"path":{"type":"string","maxLength":500},"from":{},"to":{},"line":{"type":"integer","minimum":1,"maximum":9007199254740991}}}},"stages":{"type":"array","maxItems":50,"items":{"type":"object","required":["name","result","seconds"],"additionalProperties":false,"properties":{"name":{"type":"string","enum":["accepted","changed","pull-request","checked","merged","uploaded","live","purged"]},"result":{"type":"string","enum":["success","failure","skipped","cancelled"]},"seconds":{"type":["number","null"],"minimum":0}}}},"run":{"type":"object","required":["repository","id","attempt","url"],"additionalProperties":false,"properties":{"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"id":{"type":"integer","minimum":1,"maximum":9007199254740991},"attempt":{"type":"integer","minimum":1,"maximum":9007199254740991},"url":{"type":"string","maxLength":2048,"pattern":"^https?://[!-~]+$"}}},"purge":{"anyOf":[{"type":"object","required":["id","status","paths","tags"],"additionalProperties":false,"properties":{"id":{"type":"string","maxLength":256},"status":{"type":"string","enum":["completed","in-progress","failed","skipped"]},"paths":{"type":"array","maxItems":1000,"items":{"type":"string","maxLength":512}},"tags":{"type":"array","maxItems":1000,"items":{"type":"string","maxLength":512}},"charged":{"type":"integer","minimum":0,"maximum":1000000}}},{"type":"null"}]}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", "u");
const pattern1 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern2 = new RegExp("^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$", "u");
const pattern3 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$", "u");
const pattern4 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern5 = new RegExp("^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$", "u");
const pattern7 = new RegExp("^[\\t\\n\\r -~]*$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", "u");
const pattern9 = new RegExp("^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$", "u");
const pattern10 = new RegExp("^[0-9a-f]{40}$", "u");
const pattern11 = new RegExp("^https?://[!-~]+$", "u");
const pattern14 = new RegExp("^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$", "u");
const pattern15 = new RegExp("^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$", "u");

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
if(data.outcome === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outcome"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.reasons === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reasons"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.requestId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "requestId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.request === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "request"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.proof === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "proof"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.pullRequest === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "pullRequest"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.mergeCommit === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mergeCommit"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.generation === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generation"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.version === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.artifact === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.url === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.changes === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "changes"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.stages === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stages"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.run === undefined){
const err14 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.purge === undefined){
const err15 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "purge"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err16 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.schema !== undefined){
if(1 !== data.schema){
const err17 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.outcome !== undefined){
let data1 = data.outcome;
if(typeof data1 !== "string"){
const err18 = {instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!((((((((data1 === "deployed") || (data1 === "unchanged")) || (data1 === "rejected")) || (data1 === "superseded")) || (data1 === "awaiting-approval")) || (data1 === "failed")) || (data1 === "cancelled")) || (data1 === "timed-out"))){
const err19 = {instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema11.properties.outcome.enum}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.reasons !== undefined){
let data2 = data.reasons;
if(Array.isArray(data2)){
if(data2.length > 100){
const err20 = {instancePath:instancePath+"/reasons",schemaPath:"#/properties/reasons/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.code === undefined){
const err21 = {instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/properties/reasons/items/required",keyword:"required",params:{missingProperty: "code"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data3.message === undefined){
const err22 = {instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/properties/reasons/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key1 in data3){
if(!((((((((key1 === "code") || (key1 === "message")) || (key1 === "field")) || (key1 === "seen")) || (key1 === "allowed")) || (key1 === "remedy")) || (key1 === "file")) || (key1 === "line"))){
const err23 = {instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/properties/reasons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data3.code !== undefined){
let data4 = data3.code;
if(typeof data4 === "string"){
if(data4.length > 64){
const err24 = {instancePath:instancePath+"/reasons/" + i0+"/code",schemaPath:"#/properties/reasons/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern0.test(data4)){
const err25 = {instancePath:instancePath+"/reasons/" + i0+"/code",schemaPath:"#/properties/reasons/items/properties/code/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"}};
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
const err26 = {instancePath:instancePath+"/reasons/" + i0+"/code",schemaPath:"#/properties/reasons/items/properties/code/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data3.message !== undefined){
let data5 = data3.message;
if(typeof data5 === "string"){
if(data5.length > 4000){
const err27 = {instancePath:instancePath+"/reasons/" + i0+"/message",schemaPath:"#/properties/reasons/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 4000}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data5.length < 1){
const err28 = {instancePath:instancePath+"/reasons/" + i0+"/message",schemaPath:"#/properties/reasons/items/properties/message/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/reasons/" + i0+"/message",schemaPath:"#/properties/reasons/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data3.field !== undefined){
let data6 = data3.field;
if(typeof data6 === "string"){
if(data6.length > 500){
const err30 = {instancePath:instancePath+"/reasons/" + i0+"/field",schemaPath:"#/properties/reasons/items/properties/field/maxLength",keyword:"maxLength",params:{limit: 500}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/reasons/" + i0+"/field",schemaPath:"#/properties/reasons/items/properties/field/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data3.seen !== undefined){
let data7 = data3.seen;
if(typeof data7 === "string"){
if(data7.length > 500){
const err32 = {instancePath:instancePath+"/reasons/" + i0+"/seen",schemaPath:"#/properties/reasons/items/properties/seen/maxLength",keyword:"maxLength",params:{limit: 500}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/reasons/" + i0+"/seen",schemaPath:"#/properties/reasons/items/properties/seen/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data3.allowed !== undefined){
let data8 = data3.allowed;
if(typeof data8 === "string"){
if(data8.length > 2000){
const err34 = {instancePath:instancePath+"/reasons/" + i0+"/allowed",schemaPath:"#/properties/reasons/items/properties/allowed/maxLength",keyword:"maxLength",params:{limit: 2000}};
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
const err35 = {instancePath:instancePath+"/reasons/" + i0+"/allowed",schemaPath:"#/properties/reasons/items/properties/allowed/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data3.remedy !== undefined){
let data9 = data3.remedy;
if(typeof data9 === "string"){
if(data9.length > 2000){
const err36 = {instancePath:instancePath+"/reasons/" + i0+"/remedy",schemaPath:"#/properties/reasons/items/properties/remedy/maxLength",keyword:"maxLength",params:{limit: 2000}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/reasons/" + i0+"/remedy",schemaPath:"#/properties/reasons/items/properties/remedy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data3.file !== undefined){
let data10 = data3.file;
if(typeof data10 === "string"){
if(data10.length > 500){
const err38 = {instancePath:instancePath+"/reasons/" + i0+"/file",schemaPath:"#/properties/reasons/items/properties/file/maxLength",keyword:"maxLength",params:{limit: 500}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/reasons/" + i0+"/file",schemaPath:"#/properties/reasons/items/properties/file/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data3.line !== undefined){
let data11 = data3.line;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err40 = {instancePath:instancePath+"/reasons/" + i0+"/line",schemaPath:"#/properties/reasons/items/properties/line/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
const err41 = {instancePath:instancePath+"/reasons/" + i0+"/line",schemaPath:"#/properties/reasons/items/properties/line/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data11 < 1 || isNaN(data11)){
const err42 = {instancePath:instancePath+"/reasons/" + i0+"/line",schemaPath:"#/properties/reasons/items/properties/line/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
}
else {
const err43 = {instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/properties/reasons/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/reasons",schemaPath:"#/properties/reasons/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.requestId !== undefined){
let data12 = data.requestId;
if((typeof data12 !== "string") && (data12 !== null)){
const err45 = {instancePath:instancePath+"/requestId",schemaPath:"#/properties/requestId/type",keyword:"type",params:{type: schema11.properties.requestId.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err46 = {instancePath:instancePath+"/requestId",schemaPath:"#/properties/requestId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data.request !== undefined){
let data13 = data.request;
const _errs29 = errors;
let valid4 = false;
const _errs30 = errors;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.type === undefined){
const err47 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data13.timestamp === undefined){
const err48 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data13.user === undefined){
const err49 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "user"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data13.mfe === undefined){
const err50 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "mfe"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data13.version === undefined){
const err51 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data13.environment === undefined){
const err52 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "environment"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data13.cache_invalidation_keys === undefined){
const err53 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "cache_invalidation_keys"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data13.repository === undefined){
const err54 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data13.ref === undefined){
const err55 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "ref"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data13.sha === undefined){
const err56 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/required",keyword:"required",params:{missingProperty: "sha"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key2 in data13){
if(!(func2.call(schema11.properties.request.anyOf[0].properties, key2))){
const err57 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data13.type !== undefined){
let data14 = data13.type;
if(typeof data14 !== "string"){
const err58 = {instancePath:instancePath+"/request/type",schemaPath:"#/properties/request/anyOf/0/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(!((data14 === "deploy-mfe-trigger") || (data14 === "rollback-mfe-trigger"))){
const err59 = {instancePath:instancePath+"/request/type",schemaPath:"#/properties/request/anyOf/0/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.request.anyOf[0].properties.type.enum}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data13.timestamp !== undefined){
let data15 = data13.timestamp;
if(typeof data15 === "string"){
if(data15.length > 30){
const err60 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/anyOf/0/properties/timestamp/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!pattern2.test(data15)){
const err61 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/anyOf/0/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$"}};
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
const err62 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/anyOf/0/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data13.user !== undefined){
let data16 = data13.user;
if(typeof data16 === "string"){
if(data16.length > 105){
const err63 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/anyOf/0/properties/user/maxLength",keyword:"maxLength",params:{limit: 105}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!pattern3.test(data16)){
const err64 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/anyOf/0/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$"}};
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
const err65 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/anyOf/0/properties/user/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data13.mfe !== undefined){
let data17 = data13.mfe;
if(typeof data17 === "string"){
if(data17.length > 63){
const err66 = {instancePath:instancePath+"/request/mfe",schemaPath:"#/properties/request/anyOf/0/properties/mfe/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern4.test(data17)){
const err67 = {instancePath:instancePath+"/request/mfe",schemaPath:"#/properties/request/anyOf/0/properties/mfe/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/request/mfe",schemaPath:"#/properties/request/anyOf/0/properties/mfe/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data13.version !== undefined){
let data18 = data13.version;
if(typeof data18 === "string"){
if(data18.length > 128){
const err69 = {instancePath:instancePath+"/request/version",schemaPath:"#/properties/request/anyOf/0/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(!pattern5.test(data18)){
const err70 = {instancePath:instancePath+"/request/version",schemaPath:"#/properties/request/anyOf/0/properties/version/pattern",keyword:"pattern",params:{pattern: "^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/request/version",schemaPath:"#/properties/request/anyOf/0/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data13.environment !== undefined){
let data19 = data13.environment;
if(typeof data19 === "string"){
if(data19.length > 63){
const err72 = {instancePath:instancePath+"/request/environment",schemaPath:"#/properties/request/anyOf/0/properties/environment/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!pattern4.test(data19)){
const err73 = {instancePath:instancePath+"/request/environment",schemaPath:"#/properties/request/anyOf/0/properties/environment/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"}};
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
const err74 = {instancePath:instancePath+"/request/environment",schemaPath:"#/properties/request/anyOf/0/properties/environment/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data13.cache_invalidation_keys !== undefined){
let data20 = data13.cache_invalidation_keys;
if(typeof data20 === "string"){
if(data20.length > 8192){
const err75 = {instancePath:instancePath+"/request/cache_invalidation_keys",schemaPath:"#/properties/request/anyOf/0/properties/cache_invalidation_keys/maxLength",keyword:"maxLength",params:{limit: 8192}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!pattern7.test(data20)){
const err76 = {instancePath:instancePath+"/request/cache_invalidation_keys",schemaPath:"#/properties/request/anyOf/0/properties/cache_invalidation_keys/pattern",keyword:"pattern",params:{pattern: "^[\\t\\n\\r -~]*$"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/request/cache_invalidation_keys",schemaPath:"#/properties/request/anyOf/0/properties/cache_invalidation_keys/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data13.repository !== undefined){
let data21 = data13.repository;
if(typeof data21 === "string"){
if(data21.length > 140){
const err78 = {instancePath:instancePath+"/request/repository",schemaPath:"#/properties/request/anyOf/0/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(!pattern8.test(data21)){
const err79 = {instancePath:instancePath+"/request/repository",schemaPath:"#/properties/request/anyOf/0/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
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
const err80 = {instancePath:instancePath+"/request/repository",schemaPath:"#/properties/request/anyOf/0/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data13.ref !== undefined){
let data22 = data13.ref;
if(typeof data22 === "string"){
if(data22.length > 255){
const err81 = {instancePath:instancePath+"/request/ref",schemaPath:"#/properties/request/anyOf/0/properties/ref/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!pattern9.test(data22)){
const err82 = {instancePath:instancePath+"/request/ref",schemaPath:"#/properties/request/anyOf/0/properties/ref/pattern",keyword:"pattern",params:{pattern: "^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"}};
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
const err83 = {instancePath:instancePath+"/request/ref",schemaPath:"#/properties/request/anyOf/0/properties/ref/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data13.sha !== undefined){
let data23 = data13.sha;
if(typeof data23 === "string"){
if(data23.length > 40){
const err84 = {instancePath:instancePath+"/request/sha",schemaPath:"#/properties/request/anyOf/0/properties/sha/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(!pattern10.test(data23)){
const err85 = {instancePath:instancePath+"/request/sha",schemaPath:"#/properties/request/anyOf/0/properties/sha/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{40}$"}};
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
const err86 = {instancePath:instancePath+"/request/sha",schemaPath:"#/properties/request/anyOf/0/properties/sha/type",keyword:"type",params:{type: "string"}};
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
const err87 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
var _valid0 = _errs30 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const _errs53 = errors;
if(data13 !== null){
const err88 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
var _valid0 = _errs53 === errors;
valid4 = valid4 || _valid0;
}
if(!valid4){
const err89 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
}
if(data.proof !== undefined){
let data24 = data.proof;
const _errs56 = errors;
let valid6 = false;
const _errs57 = errors;
if(typeof data24 !== "string"){
const err90 = {instancePath:instancePath+"/proof",schemaPath:"#/properties/proof/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(!(((data24 === "basic") || (data24 === "verified")) || (data24 === "attested"))){
const err91 = {instancePath:instancePath+"/proof",schemaPath:"#/properties/proof/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.proof.anyOf[0].enum}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
var _valid1 = _errs57 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const _errs59 = errors;
if(data24 !== null){
const err92 = {instancePath:instancePath+"/proof",schemaPath:"#/properties/proof/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
var _valid1 = _errs59 === errors;
valid6 = valid6 || _valid1;
}
if(!valid6){
const err93 = {instancePath:instancePath+"/proof",schemaPath:"#/properties/proof/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
else {
errors = _errs56;
if(vErrors !== null){
if(_errs56){
vErrors.length = _errs56;
}
else {
vErrors = null;
}
}
}
}
if(data.pullRequest !== undefined){
let data25 = data.pullRequest;
const _errs62 = errors;
let valid7 = false;
const _errs63 = errors;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.number === undefined){
const err94 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf/0/required",keyword:"required",params:{missingProperty: "number"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data25.url === undefined){
const err95 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf/0/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
for(const key3 in data25){
if(!((key3 === "number") || (key3 === "url"))){
const err96 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data25.number !== undefined){
let data26 = data25.number;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err97 = {instancePath:instancePath+"/pullRequest/number",schemaPath:"#/properties/pullRequest/anyOf/0/properties/number/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 9007199254740991 || isNaN(data26)){
const err98 = {instancePath:instancePath+"/pullRequest/number",schemaPath:"#/properties/pullRequest/anyOf/0/properties/number/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err99 = {instancePath:instancePath+"/pullRequest/number",schemaPath:"#/properties/pullRequest/anyOf/0/properties/number/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
if(data25.url !== undefined){
let data27 = data25.url;
if(typeof data27 === "string"){
if(data27.length > 2048){
const err100 = {instancePath:instancePath+"/pullRequest/url",schemaPath:"#/properties/pullRequest/anyOf/0/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(!pattern11.test(data27)){
const err101 = {instancePath:instancePath+"/pullRequest/url",schemaPath:"#/properties/pullRequest/anyOf/0/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[!-~]+$"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/pullRequest/url",schemaPath:"#/properties/pullRequest/anyOf/0/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
else {
const err103 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var _valid2 = _errs63 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const _errs70 = errors;
if(data25 !== null){
const err104 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
var _valid2 = _errs70 === errors;
valid7 = valid7 || _valid2;
}
if(!valid7){
const err105 = {instancePath:instancePath+"/pullRequest",schemaPath:"#/properties/pullRequest/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
else {
errors = _errs62;
if(vErrors !== null){
if(_errs62){
vErrors.length = _errs62;
}
else {
vErrors = null;
}
}
}
}
if(data.mergeCommit !== undefined){
let data28 = data.mergeCommit;
if((typeof data28 !== "string") && (data28 !== null)){
const err106 = {instancePath:instancePath+"/mergeCommit",schemaPath:"#/properties/mergeCommit/type",keyword:"type",params:{type: schema11.properties.mergeCommit.type}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(typeof data28 === "string"){
if(!pattern10.test(data28)){
const err107 = {instancePath:instancePath+"/mergeCommit",schemaPath:"#/properties/mergeCommit/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{40}$"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
if(data.generation !== undefined){
let data29 = data.generation;
if((!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))) && (data29 !== null)){
const err108 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/type",keyword:"type",params:{type: schema11.properties.generation.type}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 9007199254740991 || isNaN(data29)){
const err109 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data29 < 1 || isNaN(data29)){
const err110 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
if(data.version !== undefined){
let data30 = data.version;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.requested === undefined){
const err111 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "requested"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(data30.live === undefined){
const err112 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "live"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(data30.previous === undefined){
const err113 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "previous"}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
for(const key4 in data30){
if(!(((key4 === "requested") || (key4 === "live")) || (key4 === "previous"))){
const err114 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data30.requested !== undefined){
let data31 = data30.requested;
if((typeof data31 !== "string") && (data31 !== null)){
const err115 = {instancePath:instancePath+"/version/requested",schemaPath:"#/properties/version/properties/requested/type",keyword:"type",params:{type: schema11.properties.version.properties.requested.type}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(typeof data31 === "string"){
if(data31.length > 128){
const err116 = {instancePath:instancePath+"/version/requested",schemaPath:"#/properties/version/properties/requested/maxLength",keyword:"maxLength",params:{limit: 128}};
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
if(data30.live !== undefined){
let data32 = data30.live;
if((typeof data32 !== "string") && (data32 !== null)){
const err117 = {instancePath:instancePath+"/version/live",schemaPath:"#/properties/version/properties/live/type",keyword:"type",params:{type: schema11.properties.version.properties.live.type}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(typeof data32 === "string"){
if(data32.length > 128){
const err118 = {instancePath:instancePath+"/version/live",schemaPath:"#/properties/version/properties/live/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
if(data30.previous !== undefined){
let data33 = data30.previous;
if((typeof data33 !== "string") && (data33 !== null)){
const err119 = {instancePath:instancePath+"/version/previous",schemaPath:"#/properties/version/properties/previous/type",keyword:"type",params:{type: schema11.properties.version.properties.previous.type}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(typeof data33 === "string"){
if(data33.length > 128){
const err120 = {instancePath:instancePath+"/version/previous",schemaPath:"#/properties/version/properties/previous/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
}
else {
const err121 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data.canary !== undefined){
let data34 = data.canary;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.version === undefined){
const err122 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data34.percentage === undefined){
const err123 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/required",keyword:"required",params:{missingProperty: "percentage"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
for(const key5 in data34){
if(!((key5 === "version") || (key5 === "percentage"))){
const err124 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data34.version !== undefined){
let data35 = data34.version;
if(typeof data35 === "string"){
if(data35.length > 128){
const err125 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(!pattern5.test(data35)){
const err126 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/pattern",keyword:"pattern",params:{pattern: "^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
else {
const err127 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data34.percentage !== undefined){
let data36 = data34.percentage;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err128 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 99 || isNaN(data36)){
const err129 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data36 < 1 || isNaN(data36)){
const err130 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
}
else {
const err131 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data.artifact !== undefined){
let data37 = data.artifact;
const _errs93 = errors;
let valid11 = false;
const _errs94 = errors;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.name === undefined){
const err132 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf/0/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data37.integrity === undefined){
const err133 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf/0/required",keyword:"required",params:{missingProperty: "integrity"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
for(const key6 in data37){
if(!((key6 === "name") || (key6 === "integrity"))){
const err134 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data37.name !== undefined){
let data38 = data37.name;
if(typeof data38 === "string"){
if(data38.length > 1000){
const err135 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/anyOf/0/properties/name/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(data38.length < 1){
const err136 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/anyOf/0/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(!pattern14.test(data38)){
const err137 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/anyOf/0/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/anyOf/0/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data37.integrity !== undefined){
let data39 = data37.integrity;
if(typeof data39 === "string"){
if(data39.length > 95){
const err139 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/anyOf/0/properties/integrity/maxLength",keyword:"maxLength",params:{limit: 95}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(!pattern15.test(data39)){
const err140 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/anyOf/0/properties/integrity/pattern",keyword:"pattern",params:{pattern: "^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/anyOf/0/properties/integrity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
else {
const err142 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
var _valid3 = _errs94 === errors;
valid11 = valid11 || _valid3;
if(!valid11){
const _errs101 = errors;
if(data37 !== null){
const err143 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
var _valid3 = _errs101 === errors;
valid11 = valid11 || _valid3;
}
if(!valid11){
const err144 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
else {
errors = _errs93;
if(vErrors !== null){
if(_errs93){
vErrors.length = _errs93;
}
else {
vErrors = null;
}
}
}
}
if(data.url !== undefined){
let data40 = data.url;
if((typeof data40 !== "string") && (data40 !== null)){
const err145 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: schema11.properties.url.type}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(typeof data40 === "string"){
if(data40.length > 2048){
const err146 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(!pattern11.test(data40)){
const err147 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[!-~]+$"}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
}
if(data.changes !== undefined){
let data41 = data.changes;
if(Array.isArray(data41)){
if(data41.length > 1000){
const err148 = {instancePath:instancePath+"/changes",schemaPath:"#/properties/changes/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
const len1 = data41.length;
for(let i1=0; i1<len1; i1++){
let data42 = data41[i1];
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
if(data42.path === undefined){
const err149 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "path"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data42.from === undefined){
const err150 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "from"}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(data42.to === undefined){
const err151 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "to"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data42.line === undefined){
const err152 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/required",keyword:"required",params:{missingProperty: "line"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
for(const key7 in data42){
if(!((((key7 === "path") || (key7 === "from")) || (key7 === "to")) || (key7 === "line"))){
const err153 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data42.path !== undefined){
let data43 = data42.path;
if(typeof data43 === "string"){
if(data43.length > 500){
const err154 = {instancePath:instancePath+"/changes/" + i1+"/path",schemaPath:"#/properties/changes/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 500}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
else {
const err155 = {instancePath:instancePath+"/changes/" + i1+"/path",schemaPath:"#/properties/changes/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data42.line !== undefined){
let data44 = data42.line;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err156 = {instancePath:instancePath+"/changes/" + i1+"/line",schemaPath:"#/properties/changes/items/properties/line/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 9007199254740991 || isNaN(data44)){
const err157 = {instancePath:instancePath+"/changes/" + i1+"/line",schemaPath:"#/properties/changes/items/properties/line/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(data44 < 1 || isNaN(data44)){
const err158 = {instancePath:instancePath+"/changes/" + i1+"/line",schemaPath:"#/properties/changes/items/properties/line/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
}
}
else {
const err159 = {instancePath:instancePath+"/changes/" + i1,schemaPath:"#/properties/changes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
}
else {
const err160 = {instancePath:instancePath+"/changes",schemaPath:"#/properties/changes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data.stages !== undefined){
let data45 = data.stages;
if(Array.isArray(data45)){
if(data45.length > 50){
const err161 = {instancePath:instancePath+"/stages",schemaPath:"#/properties/stages/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
const len2 = data45.length;
for(let i2=0; i2<len2; i2++){
let data46 = data45[i2];
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.name === undefined){
const err162 = {instancePath:instancePath+"/stages/" + i2,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(data46.result === undefined){
const err163 = {instancePath:instancePath+"/stages/" + i2,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "result"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data46.seconds === undefined){
const err164 = {instancePath:instancePath+"/stages/" + i2,schemaPath:"#/properties/stages/items/required",keyword:"required",params:{missingProperty: "seconds"}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
for(const key8 in data46){
if(!(((key8 === "name") || (key8 === "result")) || (key8 === "seconds"))){
const err165 = {instancePath:instancePath+"/stages/" + i2,schemaPath:"#/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data46.name !== undefined){
let data47 = data46.name;
if(typeof data47 !== "string"){
const err166 = {instancePath:instancePath+"/stages/" + i2+"/name",schemaPath:"#/properties/stages/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(!((((((((data47 === "accepted") || (data47 === "changed")) || (data47 === "pull-request")) || (data47 === "checked")) || (data47 === "merged")) || (data47 === "uploaded")) || (data47 === "live")) || (data47 === "purged"))){
const err167 = {instancePath:instancePath+"/stages/" + i2+"/name",schemaPath:"#/properties/stages/items/properties/name/enum",keyword:"enum",params:{allowedValues: schema11.properties.stages.items.properties.name.enum}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data46.result !== undefined){
let data48 = data46.result;
if(typeof data48 !== "string"){
const err168 = {instancePath:instancePath+"/stages/" + i2+"/result",schemaPath:"#/properties/stages/items/properties/result/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(!((((data48 === "success") || (data48 === "failure")) || (data48 === "skipped")) || (data48 === "cancelled"))){
const err169 = {instancePath:instancePath+"/stages/" + i2+"/result",schemaPath:"#/properties/stages/items/properties/result/enum",keyword:"enum",params:{allowedValues: schema11.properties.stages.items.properties.result.enum}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data46.seconds !== undefined){
let data49 = data46.seconds;
if((!((typeof data49 == "number") && (isFinite(data49)))) && (data49 !== null)){
const err170 = {instancePath:instancePath+"/stages/" + i2+"/seconds",schemaPath:"#/properties/stages/items/properties/seconds/type",keyword:"type",params:{type: schema11.properties.stages.items.properties.seconds.type}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 < 0 || isNaN(data49)){
const err171 = {instancePath:instancePath+"/stages/" + i2+"/seconds",schemaPath:"#/properties/stages/items/properties/seconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
}
}
else {
const err172 = {instancePath:instancePath+"/stages/" + i2,schemaPath:"#/properties/stages/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
}
else {
const err173 = {instancePath:instancePath+"/stages",schemaPath:"#/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data.run !== undefined){
let data50 = data.run;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.repository === undefined){
const err174 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data50.id === undefined){
const err175 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(data50.attempt === undefined){
const err176 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/required",keyword:"required",params:{missingProperty: "attempt"}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(data50.url === undefined){
const err177 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
for(const key9 in data50){
if(!((((key9 === "repository") || (key9 === "id")) || (key9 === "attempt")) || (key9 === "url"))){
const err178 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data50.repository !== undefined){
let data51 = data50.repository;
if(typeof data51 === "string"){
if(data51.length > 140){
const err179 = {instancePath:instancePath+"/run/repository",schemaPath:"#/properties/run/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(!pattern8.test(data51)){
const err180 = {instancePath:instancePath+"/run/repository",schemaPath:"#/properties/run/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
else {
const err181 = {instancePath:instancePath+"/run/repository",schemaPath:"#/properties/run/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data50.id !== undefined){
let data52 = data50.id;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err182 = {instancePath:instancePath+"/run/id",schemaPath:"#/properties/run/properties/id/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 9007199254740991 || isNaN(data52)){
const err183 = {instancePath:instancePath+"/run/id",schemaPath:"#/properties/run/properties/id/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(data52 < 1 || isNaN(data52)){
const err184 = {instancePath:instancePath+"/run/id",schemaPath:"#/properties/run/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
}
if(data50.attempt !== undefined){
let data53 = data50.attempt;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err185 = {instancePath:instancePath+"/run/attempt",schemaPath:"#/properties/run/properties/attempt/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 9007199254740991 || isNaN(data53)){
const err186 = {instancePath:instancePath+"/run/attempt",schemaPath:"#/properties/run/properties/attempt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(data53 < 1 || isNaN(data53)){
const err187 = {instancePath:instancePath+"/run/attempt",schemaPath:"#/properties/run/properties/attempt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
if(data50.url !== undefined){
let data54 = data50.url;
if(typeof data54 === "string"){
if(data54.length > 2048){
const err188 = {instancePath:instancePath+"/run/url",schemaPath:"#/properties/run/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(!pattern11.test(data54)){
const err189 = {instancePath:instancePath+"/run/url",schemaPath:"#/properties/run/properties/url/pattern",keyword:"pattern",params:{pattern: "^https?://[!-~]+$"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/run/url",schemaPath:"#/properties/run/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
}
else {
const err191 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data.purge !== undefined){
let data55 = data.purge;
const _errs137 = errors;
let valid20 = false;
const _errs138 = errors;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
if(data55.id === undefined){
const err192 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data55.status === undefined){
const err193 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(data55.paths === undefined){
const err194 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/required",keyword:"required",params:{missingProperty: "paths"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(data55.tags === undefined){
const err195 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/required",keyword:"required",params:{missingProperty: "tags"}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
for(const key10 in data55){
if(!(((((key10 === "id") || (key10 === "status")) || (key10 === "paths")) || (key10 === "tags")) || (key10 === "charged"))){
const err196 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
if(data55.id !== undefined){
let data56 = data55.id;
if(typeof data56 === "string"){
if(data56.length > 256){
const err197 = {instancePath:instancePath+"/purge/id",schemaPath:"#/properties/purge/anyOf/0/properties/id/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
else {
const err198 = {instancePath:instancePath+"/purge/id",schemaPath:"#/properties/purge/anyOf/0/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data55.status !== undefined){
let data57 = data55.status;
if(typeof data57 !== "string"){
const err199 = {instancePath:instancePath+"/purge/status",schemaPath:"#/properties/purge/anyOf/0/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(!((((data57 === "completed") || (data57 === "in-progress")) || (data57 === "failed")) || (data57 === "skipped"))){
const err200 = {instancePath:instancePath+"/purge/status",schemaPath:"#/properties/purge/anyOf/0/properties/status/enum",keyword:"enum",params:{allowedValues: schema11.properties.purge.anyOf[0].properties.status.enum}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data55.paths !== undefined){
let data58 = data55.paths;
if(Array.isArray(data58)){
if(data58.length > 1000){
const err201 = {instancePath:instancePath+"/purge/paths",schemaPath:"#/properties/purge/anyOf/0/properties/paths/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
const len3 = data58.length;
for(let i3=0; i3<len3; i3++){
let data59 = data58[i3];
if(typeof data59 === "string"){
if(data59.length > 512){
const err202 = {instancePath:instancePath+"/purge/paths/" + i3,schemaPath:"#/properties/purge/anyOf/0/properties/paths/items/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/purge/paths/" + i3,schemaPath:"#/properties/purge/anyOf/0/properties/paths/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/purge/paths",schemaPath:"#/properties/purge/anyOf/0/properties/paths/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data55.tags !== undefined){
let data60 = data55.tags;
if(Array.isArray(data60)){
if(data60.length > 1000){
const err205 = {instancePath:instancePath+"/purge/tags",schemaPath:"#/properties/purge/anyOf/0/properties/tags/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
const len4 = data60.length;
for(let i4=0; i4<len4; i4++){
let data61 = data60[i4];
if(typeof data61 === "string"){
if(data61.length > 512){
const err206 = {instancePath:instancePath+"/purge/tags/" + i4,schemaPath:"#/properties/purge/anyOf/0/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
else {
const err207 = {instancePath:instancePath+"/purge/tags/" + i4,schemaPath:"#/properties/purge/anyOf/0/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath:instancePath+"/purge/tags",schemaPath:"#/properties/purge/anyOf/0/properties/tags/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data55.charged !== undefined){
let data62 = data55.charged;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
const err209 = {instancePath:instancePath+"/purge/charged",schemaPath:"#/properties/purge/anyOf/0/properties/charged/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 1000000 || isNaN(data62)){
const err210 = {instancePath:instancePath+"/purge/charged",schemaPath:"#/properties/purge/anyOf/0/properties/charged/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(data62 < 0 || isNaN(data62)){
const err211 = {instancePath:instancePath+"/purge/charged",schemaPath:"#/properties/purge/anyOf/0/properties/charged/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
}
}
else {
const err212 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
var _valid4 = _errs138 === errors;
valid20 = valid20 || _valid4;
if(!valid20){
const _errs155 = errors;
if(data55 !== null){
const err213 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
var _valid4 = _errs155 === errors;
valid20 = valid20 || _valid4;
}
if(!valid20){
const err214 = {instancePath:instancePath+"/purge",schemaPath:"#/properties/purge/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
else {
errors = _errs137;
if(vErrors !== null){
if(_errs137){
vErrors.length = _errs137;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err215 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const allowed = {
  "#/properties/schema": "the number 1",
  "#/properties/outcome": "deployed, unchanged, rejected, superseded, awaiting-approval, failed, cancelled, timed-out",
  "#/properties/reasons/items/properties/code": "a code of small letters, digits and hyphens",
  "#/properties/reasons/items/properties/message": "a string of at most 4000 characters",
  "#/properties/reasons/items/properties/field": "a string of at most 500 characters",
  "#/properties/reasons/items/properties/seen": "a string of at most 500 characters",
  "#/properties/reasons/items/properties/allowed": "a string of at most 2000 characters",
  "#/properties/reasons/items/properties/remedy": "a string of at most 2000 characters",
  "#/properties/reasons/items/properties/file": "a string of at most 500 characters",
  "#/properties/reasons/items/properties/line": "a whole number above 0",
  "#/properties/reasons/items": "a map with the fields code, message, field, seen, allowed, remedy, file, line",
  "#/properties/reasons": "a list of at most 100 items",
  "#/properties/requestId": "a SHA-256 in 64 small hexadecimal digits, or null",
  "#/properties/request/anyOf/0/properties/type": "deploy-mfe-trigger, rollback-mfe-trigger",
  "#/properties/request/anyOf/0/properties/timestamp": "a UTC time such as 2026-11-22T21:38:18.123Z",
  "#/properties/request/anyOf/0/properties/user": "a GitHub login such as octocat or acme-dispatcher[bot]",
  "#/properties/request/anyOf/0/properties/mfe": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/request/anyOf/0/properties/version": "a semantic version of at most 128 characters such as 1.4.0 or 2.0.0-rc.1 (no leading v, no range, no tag, numbers of at most 15 digits), or a commit sha of 40 small hexadecimal digits",
  "#/properties/request/anyOf/0/properties/environment": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/request/anyOf/0/properties/cache_invalidation_keys": "printable ASCII of at most 8192 characters: paths such as /cart/* and tags such as #cart, separated by commas or white space, or a JSON array of them; empty for the default",
  "#/properties/request/anyOf/0/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/request/anyOf/0/properties/ref": "a full git ref of at most 255 characters such as refs/heads/main or refs/tags/v1.4.0",
  "#/properties/request/anyOf/0/properties/sha": "a full commit sha: 40 small hexadecimal digits",
  "#/properties/request/anyOf/0": "a map with the fields type, timestamp, user, mfe, version, environment, cache_invalidation_keys, repository, ref, sha",
  "#/properties/request/anyOf/1": "null",
  "#/properties/request": "a map with the fields type, timestamp, user, mfe, version, environment, cache_invalidation_keys, repository, ref, sha, or null",
  "#/properties/proof/anyOf/0": "basic, verified, attested",
  "#/properties/proof/anyOf/1": "null",
  "#/properties/proof": "basic, verified, attested, or null",
  "#/properties/pullRequest/anyOf/0/properties/number": "a whole number above 0",
  "#/properties/pullRequest/anyOf/0/properties/url": "an http or https URL",
  "#/properties/pullRequest/anyOf/0": "a map with the fields number, url",
  "#/properties/pullRequest/anyOf/1": "null",
  "#/properties/pullRequest": "a map with the fields number, url, or null",
  "#/properties/mergeCommit": "a full commit sha, or null",
  "#/properties/generation": "a whole number above 0, or null",
  "#/properties/version/properties/requested": "a string of at most 128 characters, or null",
  "#/properties/version/properties/live": "a string of at most 128 characters, or null",
  "#/properties/version/properties/previous": "a string of at most 128 characters, or null",
  "#/properties/version": "a map with the fields requested, live, previous",
  "#/properties/canary/properties/version": "a semantic version of at most 128 characters such as 1.4.0 or 2.0.0-rc.1 (no leading v, no range, no tag, numbers of at most 15 digits), or a commit sha of 40 small hexadecimal digits",
  "#/properties/canary/properties/percentage": "a whole number from 1 to 99",
  "#/properties/canary": "a map with the fields version, percentage",
  "#/properties/artifact/anyOf/0/properties/name": "npm: a package name in small letters, such as @acme/cart; tarball: an https URL with {version}; oci: host/repository, with or without a :tag that has {version}",
  "#/properties/artifact/anyOf/0/properties/integrity": "sha512-, sha384- or sha256- followed by the digest in base64",
  "#/properties/artifact/anyOf/0": "a map with the fields name, integrity",
  "#/properties/artifact/anyOf/1": "null",
  "#/properties/artifact": "a map with the fields name, integrity, or null",
  "#/properties/url": "an http or https URL, or null",
  "#/properties/changes/items/properties/path": "a string of at most 500 characters",
  "#/properties/changes/items/properties/from": "anything",
  "#/properties/changes/items/properties/to": "anything",
  "#/properties/changes/items/properties/line": "a whole number above 0",
  "#/properties/changes/items": "a map with the fields path, from, to, line",
  "#/properties/changes": "a list of at most 1000 items",
  "#/properties/stages/items/properties/name": "accepted, changed, pull-request, checked, merged, uploaded, live, purged",
  "#/properties/stages/items/properties/result": "success, failure, skipped, cancelled",
  "#/properties/stages/items/properties/seconds": "a number of seconds, or null",
  "#/properties/stages/items": "a map with the fields name, result, seconds",
  "#/properties/stages": "a list of at most 50 items",
  "#/properties/run/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/run/properties/id": "a whole number above 0",
  "#/properties/run/properties/attempt": "a whole number above 0",
  "#/properties/run/properties/url": "an http or https URL",
  "#/properties/run": "a map with the fields repository, id, attempt, url",
  "#/properties/purge/anyOf/0/properties/id": "a string of at most 256 characters",
  "#/properties/purge/anyOf/0/properties/status": "completed, in-progress, failed, skipped",
  "#/properties/purge/anyOf/0/properties/paths/items": "a string of at most 512 characters",
  "#/properties/purge/anyOf/0/properties/paths": "a list of at most 1000 items",
  "#/properties/purge/anyOf/0/properties/tags/items": "a string of at most 512 characters",
  "#/properties/purge/anyOf/0/properties/tags": "a list of at most 1000 items",
  "#/properties/purge/anyOf/0/properties/charged": "a whole number",
  "#/properties/purge/anyOf/0": "a map with the fields id, status, paths, tags, charged",
  "#/properties/purge/anyOf/1": "null",
  "#/properties/purge": "a map with the fields id, status, paths, tags, charged, or null",
  "#": "a map with the fields schema, outcome, reasons, requestId, request, proof, pullRequest, mergeCommit, generation, version, canary, artifact, url, changes, stages, run, purge"
}
