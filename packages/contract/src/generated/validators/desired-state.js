// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["mfe","version","generation","artifact","source","cacheInvalidationKeys","request"],"additionalProperties":false,"properties":{"mfe":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"version":{"type":"string","maxLength":128,"pattern":"^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"},"generation":{"type":"integer","minimum":1,"maximum":9007199254740991},"artifact":{"type":"object","required":["source","name","integrity"],"additionalProperties":false,"properties":{"source":{"type":"string","enum":["npm","tarball","oci"]},"name":{"type":"string","minLength":1,"maxLength":1000,"pattern":"^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"},"integrity":{"type":"string","maxLength":95,"pattern":"^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}}},"source":{"type":"object","required":["repository","ref","sha"],"additionalProperties":false,"properties":{"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"ref":{"type":"string","maxLength":255,"pattern":"^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"},"sha":{"type":"string","maxLength":40,"pattern":"^[0-9a-f]{40}$"}}},"cacheInvalidationKeys":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":512,"pattern":"^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}},"request":{"type":"object","required":["id","user","timestamp","type"],"additionalProperties":false,"properties":{"id":{"type":"string","maxLength":64,"pattern":"^[0-9a-f]{64}$"},"user":{"type":"string","maxLength":105,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$"},"timestamp":{"type":"string","maxLength":30,"pattern":"^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$"},"type":{"type":"string","enum":["deploy-mfe-trigger","rollback-mfe-trigger"]}}},"canary":{"type":"object","required":["version","percentage","artifact"],"additionalProperties":false,"properties":{"version":{"type":"string","maxLength":128,"pattern":"^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"},"percentage":{"type":"integer","minimum":1,"maximum":99},"artifact":{"type":"object","required":["source","name","integrity"],"additionalProperties":false,"properties":{"source":{"type":"string","enum":["npm","tarball","oci"]},"name":{"type":"string","minLength":1,"maxLength":1000,"pattern":"^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"},"integrity":{"type":"string","maxLength":95,"pattern":"^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}}},"source":{"type":"object","required":["repository","ref","sha"],"additionalProperties":false,"properties":{"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"ref":{"type":"string","maxLength":255,"pattern":"^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"},"sha":{"type":"string","maxLength":40,"pattern":"^[0-9a-f]{40}$"}}}}}}};
const pattern0 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$", "u");
const pattern2 = new RegExp("^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$", "u");
const pattern3 = new RegExp("^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$", "u");
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", "u");
const pattern5 = new RegExp("^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$", "u");
const pattern6 = new RegExp("^[0-9a-f]{40}$", "u");
const pattern7 = new RegExp("^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$", "u");
const pattern8 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern9 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$", "u");
const pattern10 = new RegExp("^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.mfe === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mfe"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.version === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.generation === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generation"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.artifact === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.source === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.cacheInvalidationKeys === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cacheInvalidationKeys"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.request === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "request"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "mfe") || (key0 === "version")) || (key0 === "generation")) || (key0 === "artifact")) || (key0 === "source")) || (key0 === "cacheInvalidationKeys")) || (key0 === "request")) || (key0 === "canary"))){
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
if(data.mfe !== undefined){
let data0 = data.mfe;
if(typeof data0 === "string"){
if(data0.length > 63){
const err8 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern0.test(data0)){
const err9 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.version !== undefined){
let data1 = data.version;
if(typeof data1 === "string"){
if(data1.length > 128){
const err11 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern1.test(data1)){
const err12 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/pattern",keyword:"pattern",params:{pattern: "^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.generation !== undefined){
let data2 = data.generation;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err14 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
const err15 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err16 = {instancePath:instancePath+"/generation",schemaPath:"#/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.artifact !== undefined){
let data3 = data.artifact;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.source === undefined){
const err17 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data3.name === undefined){
const err18 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data3.integrity === undefined){
const err19 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "integrity"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key1 in data3){
if(!(((key1 === "source") || (key1 === "name")) || (key1 === "integrity"))){
const err20 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data3.source !== undefined){
let data4 = data3.source;
if(typeof data4 !== "string"){
const err21 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!(((data4 === "npm") || (data4 === "tarball")) || (data4 === "oci"))){
const err22 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.source.enum}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data3.name !== undefined){
let data5 = data3.name;
if(typeof data5 === "string"){
if(data5.length > 1000){
const err23 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data5.length < 1){
const err24 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern2.test(data5)){
const err25 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"}};
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
const err26 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data3.integrity !== undefined){
let data6 = data3.integrity;
if(typeof data6 === "string"){
if(data6.length > 95){
const err27 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/properties/integrity/maxLength",keyword:"maxLength",params:{limit: 95}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern3.test(data6)){
const err28 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/properties/integrity/pattern",keyword:"pattern",params:{pattern: "^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}};
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
const err29 = {instancePath:instancePath+"/artifact/integrity",schemaPath:"#/properties/artifact/properties/integrity/type",keyword:"type",params:{type: "string"}};
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
const err30 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.source !== undefined){
let data7 = data.source;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.repository === undefined){
const err31 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data7.ref === undefined){
const err32 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "ref"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data7.sha === undefined){
const err33 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/required",keyword:"required",params:{missingProperty: "sha"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key2 in data7){
if(!(((key2 === "repository") || (key2 === "ref")) || (key2 === "sha"))){
const err34 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data7.repository !== undefined){
let data8 = data7.repository;
if(typeof data8 === "string"){
if(data8.length > 140){
const err35 = {instancePath:instancePath+"/source/repository",schemaPath:"#/properties/source/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!pattern4.test(data8)){
const err36 = {instancePath:instancePath+"/source/repository",schemaPath:"#/properties/source/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
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
const err37 = {instancePath:instancePath+"/source/repository",schemaPath:"#/properties/source/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data7.ref !== undefined){
let data9 = data7.ref;
if(typeof data9 === "string"){
if(data9.length > 255){
const err38 = {instancePath:instancePath+"/source/ref",schemaPath:"#/properties/source/properties/ref/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!pattern5.test(data9)){
const err39 = {instancePath:instancePath+"/source/ref",schemaPath:"#/properties/source/properties/ref/pattern",keyword:"pattern",params:{pattern: "^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/source/ref",schemaPath:"#/properties/source/properties/ref/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data7.sha !== undefined){
let data10 = data7.sha;
if(typeof data10 === "string"){
if(data10.length > 40){
const err41 = {instancePath:instancePath+"/source/sha",schemaPath:"#/properties/source/properties/sha/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!pattern6.test(data10)){
const err42 = {instancePath:instancePath+"/source/sha",schemaPath:"#/properties/source/properties/sha/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{40}$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/source/sha",schemaPath:"#/properties/source/properties/sha/type",keyword:"type",params:{type: "string"}};
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
const err44 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.cacheInvalidationKeys !== undefined){
let data11 = data.cacheInvalidationKeys;
if(Array.isArray(data11)){
if(data11.length > 100){
const err45 = {instancePath:instancePath+"/cacheInvalidationKeys",schemaPath:"#/properties/cacheInvalidationKeys/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(typeof data12 === "string"){
if(data12.length > 512){
const err46 = {instancePath:instancePath+"/cacheInvalidationKeys/" + i0,schemaPath:"#/properties/cacheInvalidationKeys/items/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!pattern7.test(data12)){
const err47 = {instancePath:instancePath+"/cacheInvalidationKeys/" + i0,schemaPath:"#/properties/cacheInvalidationKeys/items/pattern",keyword:"pattern",params:{pattern: "^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/cacheInvalidationKeys/" + i0,schemaPath:"#/properties/cacheInvalidationKeys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/cacheInvalidationKeys",schemaPath:"#/properties/cacheInvalidationKeys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.request !== undefined){
let data13 = data.request;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.id === undefined){
const err50 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data13.user === undefined){
const err51 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: "user"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data13.timestamp === undefined){
const err52 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data13.type === undefined){
const err53 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key3 in data13){
if(!((((key3 === "id") || (key3 === "user")) || (key3 === "timestamp")) || (key3 === "type"))){
const err54 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data13.id !== undefined){
let data14 = data13.id;
if(typeof data14 === "string"){
if(data14.length > 64){
const err55 = {instancePath:instancePath+"/request/id",schemaPath:"#/properties/request/properties/id/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!pattern8.test(data14)){
const err56 = {instancePath:instancePath+"/request/id",schemaPath:"#/properties/request/properties/id/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/request/id",schemaPath:"#/properties/request/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data13.user !== undefined){
let data15 = data13.user;
if(typeof data15 === "string"){
if(data15.length > 105){
const err58 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/properties/user/maxLength",keyword:"maxLength",params:{limit: 105}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(!pattern9.test(data15)){
const err59 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/request/user",schemaPath:"#/properties/request/properties/user/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data13.timestamp !== undefined){
let data16 = data13.timestamp;
if(typeof data16 === "string"){
if(data16.length > 30){
const err61 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/properties/timestamp/maxLength",keyword:"maxLength",params:{limit: 30}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!pattern10.test(data16)){
const err62 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/request/timestamp",schemaPath:"#/properties/request/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data13.type !== undefined){
let data17 = data13.type;
if(typeof data17 !== "string"){
const err64 = {instancePath:instancePath+"/request/type",schemaPath:"#/properties/request/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!((data17 === "deploy-mfe-trigger") || (data17 === "rollback-mfe-trigger"))){
const err65 = {instancePath:instancePath+"/request/type",schemaPath:"#/properties/request/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.request.properties.type.enum}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.canary !== undefined){
let data18 = data.canary;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.version === undefined){
const err67 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data18.percentage === undefined){
const err68 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/required",keyword:"required",params:{missingProperty: "percentage"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data18.artifact === undefined){
const err69 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/required",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key4 in data18){
if(!((((key4 === "version") || (key4 === "percentage")) || (key4 === "artifact")) || (key4 === "source"))){
const err70 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data18.version !== undefined){
let data19 = data18.version;
if(typeof data19 === "string"){
if(data19.length > 128){
const err71 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(!pattern1.test(data19)){
const err72 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/pattern",keyword:"pattern",params:{pattern: "^(?:(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})\\.(?:0|[1-9]\\d{0,14})(?:-(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d{0,14}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?|[0-9a-f]{40})$"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/canary/version",schemaPath:"#/properties/canary/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data18.percentage !== undefined){
let data20 = data18.percentage;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err74 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 99 || isNaN(data20)){
const err75 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data20 < 1 || isNaN(data20)){
const err76 = {instancePath:instancePath+"/canary/percentage",schemaPath:"#/properties/canary/properties/percentage/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data18.artifact !== undefined){
let data21 = data18.artifact;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.source === undefined){
const err77 = {instancePath:instancePath+"/canary/artifact",schemaPath:"#/properties/canary/properties/artifact/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data21.name === undefined){
const err78 = {instancePath:instancePath+"/canary/artifact",schemaPath:"#/properties/canary/properties/artifact/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data21.integrity === undefined){
const err79 = {instancePath:instancePath+"/canary/artifact",schemaPath:"#/properties/canary/properties/artifact/required",keyword:"required",params:{missingProperty: "integrity"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
for(const key5 in data21){
if(!(((key5 === "source") || (key5 === "name")) || (key5 === "integrity"))){
const err80 = {instancePath:instancePath+"/canary/artifact",schemaPath:"#/properties/canary/properties/artifact/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data21.source !== undefined){
let data22 = data21.source;
if(typeof data22 !== "string"){
const err81 = {instancePath:instancePath+"/canary/artifact/source",schemaPath:"#/properties/canary/properties/artifact/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!(((data22 === "npm") || (data22 === "tarball")) || (data22 === "oci"))){
const err82 = {instancePath:instancePath+"/canary/artifact/source",schemaPath:"#/properties/canary/properties/artifact/properties/source/enum",keyword:"enum",params:{allowedValues: schema11.properties.canary.properties.artifact.properties.source.enum}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data21.name !== undefined){
let data23 = data21.name;
if(typeof data23 === "string"){
if(data23.length > 1000){
const err83 = {instancePath:instancePath+"/canary/artifact/name",schemaPath:"#/properties/canary/properties/artifact/properties/name/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data23.length < 1){
const err84 = {instancePath:instancePath+"/canary/artifact/name",schemaPath:"#/properties/canary/properties/artifact/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(!pattern2.test(data23)){
const err85 = {instancePath:instancePath+"/canary/artifact/name",schemaPath:"#/properties/canary/properties/artifact/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?:(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*|https?://[!-~]+|[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9._{}-]+)?)$"}};
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
const err86 = {instancePath:instancePath+"/canary/artifact/name",schemaPath:"#/properties/canary/properties/artifact/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data21.integrity !== undefined){
let data24 = data21.integrity;
if(typeof data24 === "string"){
if(data24.length > 95){
const err87 = {instancePath:instancePath+"/canary/artifact/integrity",schemaPath:"#/properties/canary/properties/artifact/properties/integrity/maxLength",keyword:"maxLength",params:{limit: 95}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!pattern3.test(data24)){
const err88 = {instancePath:instancePath+"/canary/artifact/integrity",schemaPath:"#/properties/canary/properties/artifact/properties/integrity/pattern",keyword:"pattern",params:{pattern: "^(?:sha512-[A-Za-z0-9+/]{86}==|sha384-[A-Za-z0-9+/]{64}|sha256-[A-Za-z0-9+/]{43}=)$"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/canary/artifact/integrity",schemaPath:"#/properties/canary/properties/artifact/properties/integrity/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/canary/artifact",schemaPath:"#/properties/canary/properties/artifact/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data18.source !== undefined){
let data25 = data18.source;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.repository === undefined){
const err91 = {instancePath:instancePath+"/canary/source",schemaPath:"#/properties/canary/properties/source/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data25.ref === undefined){
const err92 = {instancePath:instancePath+"/canary/source",schemaPath:"#/properties/canary/properties/source/required",keyword:"required",params:{missingProperty: "ref"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(data25.sha === undefined){
const err93 = {instancePath:instancePath+"/canary/source",schemaPath:"#/properties/canary/properties/source/required",keyword:"required",params:{missingProperty: "sha"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key6 in data25){
if(!(((key6 === "repository") || (key6 === "ref")) || (key6 === "sha"))){
const err94 = {instancePath:instancePath+"/canary/source",schemaPath:"#/properties/canary/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data25.repository !== undefined){
let data26 = data25.repository;
if(typeof data26 === "string"){
if(data26.length > 140){
const err95 = {instancePath:instancePath+"/canary/source/repository",schemaPath:"#/properties/canary/properties/source/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(!pattern4.test(data26)){
const err96 = {instancePath:instancePath+"/canary/source/repository",schemaPath:"#/properties/canary/properties/source/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
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
const err97 = {instancePath:instancePath+"/canary/source/repository",schemaPath:"#/properties/canary/properties/source/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data25.ref !== undefined){
let data27 = data25.ref;
if(typeof data27 === "string"){
if(data27.length > 255){
const err98 = {instancePath:instancePath+"/canary/source/ref",schemaPath:"#/properties/canary/properties/source/properties/ref/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!pattern5.test(data27)){
const err99 = {instancePath:instancePath+"/canary/source/ref",schemaPath:"#/properties/canary/properties/source/properties/ref/pattern",keyword:"pattern",params:{pattern: "^refs/(?:heads|tags|pull)/(?!.*(?:\\.\\.|//|@\\{|/\\.|\\.lock(?:/|$)))[A-Za-z0-9_@+=#,-](?:[A-Za-z0-9._/@+=#,-]*[A-Za-z0-9_@+=#,-])?$"}};
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
const err100 = {instancePath:instancePath+"/canary/source/ref",schemaPath:"#/properties/canary/properties/source/properties/ref/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data25.sha !== undefined){
let data28 = data25.sha;
if(typeof data28 === "string"){
if(data28.length > 40){
const err101 = {instancePath:instancePath+"/canary/source/sha",schemaPath:"#/properties/canary/properties/source/properties/sha/maxLength",keyword:"maxLength",params:{limit: 40}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(!pattern6.test(data28)){
const err102 = {instancePath:instancePath+"/canary/source/sha",schemaPath:"#/properties/canary/properties/source/properties/sha/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{40}$"}};
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
const err103 = {instancePath:instancePath+"/canary/source/sha",schemaPath:"#/properties/canary/properties/source/properties/sha/type",keyword:"type",params:{type: "string"}};
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
const err104 = {instancePath:instancePath+"/canary/source",schemaPath:"#/properties/canary/properties/source/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
else {
const err105 = {instancePath:instancePath+"/canary",schemaPath:"#/properties/canary/type",keyword:"type",params:{type: "object"}};
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
const err106 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const allowed = {
  "#/properties/mfe": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/version": "a semantic version of at most 128 characters such as 1.4.0 or 2.0.0-rc.1 (no leading v, no range, no tag, numbers of at most 15 digits), or a commit sha of 40 small hexadecimal digits",
  "#/properties/generation": "a whole number above 0",
  "#/properties/artifact/properties/source": "npm, tarball, oci",
  "#/properties/artifact/properties/name": "npm: a package name in small letters, such as @acme/cart; tarball: an https URL with {version}; oci: host/repository, with or without a :tag that has {version}",
  "#/properties/artifact/properties/integrity": "sha512-, sha384- or sha256- followed by the digest in base64",
  "#/properties/artifact": "a map with the fields source, name, integrity",
  "#/properties/source/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/source/properties/ref": "a full git ref of at most 255 characters such as refs/heads/main or refs/tags/v1.4.0",
  "#/properties/source/properties/sha": "a full commit sha: 40 small hexadecimal digits",
  "#/properties/source": "a map with the fields repository, ref, sha",
  "#/properties/cacheInvalidationKeys/items": "a path such as /cart/* (URL-encoded, no .. segment, no empty segment, * only at the end) or a tag such as #cart (letters, digits, dots, colons, underscores, hyphens), at most 512 characters",
  "#/properties/cacheInvalidationKeys": "a list of at most 100 paths and tags",
  "#/properties/request/properties/id": "a SHA-256 in 64 small hexadecimal digits",
  "#/properties/request/properties/user": "a GitHub login such as octocat or acme-dispatcher[bot]",
  "#/properties/request/properties/timestamp": "a UTC time such as 2026-11-22T21:38:18.123Z",
  "#/properties/request/properties/type": "deploy-mfe-trigger, rollback-mfe-trigger",
  "#/properties/request": "a map with the fields id, user, timestamp, type",
  "#/properties/canary/properties/version": "a semantic version of at most 128 characters such as 1.4.0 or 2.0.0-rc.1 (no leading v, no range, no tag, numbers of at most 15 digits), or a commit sha of 40 small hexadecimal digits",
  "#/properties/canary/properties/percentage": "a whole number from 1 to 99",
  "#/properties/canary/properties/artifact/properties/source": "npm, tarball, oci",
  "#/properties/canary/properties/artifact/properties/name": "npm: a package name in small letters, such as @acme/cart; tarball: an https URL with {version}; oci: host/repository, with or without a :tag that has {version}",
  "#/properties/canary/properties/artifact/properties/integrity": "sha512-, sha384- or sha256- followed by the digest in base64",
  "#/properties/canary/properties/artifact": "a map with the fields source, name, integrity",
  "#/properties/canary/properties/source/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/canary/properties/source/properties/ref": "a full git ref of at most 255 characters such as refs/heads/main or refs/tags/v1.4.0",
  "#/properties/canary/properties/source/properties/sha": "a full commit sha: 40 small hexadecimal digits",
  "#/properties/canary/properties/source": "a map with the fields repository, ref, sha",
  "#/properties/canary": "a map with the fields version, percentage, artifact, source",
  "#": "a map with the fields mfe, version, generation, artifact, source, cacheInvalidationKeys, request, canary"
}
