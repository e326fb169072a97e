//! The description of our own API, generated from the routes: it cannot say what the code does not.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::guard::Auth;
use crate::refusal::ProblemBody;
use crate::routes::Endpoint;

/// OpenAPI 3.1 for the given routes. Schemas of answers are shared components; inputs stand where
/// they are used.
#[must_use]
pub fn openapi(endpoints: &[Endpoint], version: &str) -> Value {
    let mut schemas = Schemas::new();
    schemas.answers.subschema_for::<ProblemBody>();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for endpoint in endpoints {
        let method = endpoint.method.as_str().to_ascii_lowercase();
        let operation = operation(endpoint, &mut schemas);
        paths.entry(endpoint.path).or_default().insert(method, operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Commonround",
            "version": version,
            "description": "One URL a use case: a browser gets the page, a program that sends \
                `Accept: application/json` gets what stands here. Forms and JSON are read alike.",
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas.answers.take_definitions(true),
            "x-inputs": schemas.inputs.take_definitions(true),
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-session" },
            },
        },
    })
}

/// A type may read otherwise than it writes, so the two kinds keep apart.
struct Schemas {
    answers: SchemaGenerator,
    inputs: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let answers = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
            settings.meta_schema = None;
            settings.definitions_path = "/components/schemas".into();
        });
        let inputs = SchemaSettings::draft2020_12().for_deserialize().with(|settings| {
            settings.meta_schema = None;
            settings.inline_subschemas = true;
            // Only types that contain themselves end up here.
            settings.definitions_path = "/components/x-inputs".into();
        });
        Self { answers: answers.into_generator(), inputs: inputs.into_generator() }
    }
}

fn operation(endpoint: &Endpoint, schemas: &mut Schemas) -> Value {
    let doc = &endpoint.doc;
    let mut operation = json!({
        "operationId": doc.name,
        "summary": doc.summary,
        "parameters": parameters(endpoint, schemas),
        "responses": responses(endpoint, schemas),
        "security": security(endpoint),
        "x-auth": doc.auth.as_str(),
    });
    if let Some(takes) = doc.takes {
        let schema = takes(&mut schemas.inputs);
        let content = json!({
            "application/json": { "schema": &schema },
            "application/x-www-form-urlencoded": { "schema": schema },
        });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    if let Some(field) = doc.uploads {
        operation["requestBody"] = file_body(field);
    }
    operation
}

fn file_body(field: &str) -> Value {
    let file = json!({ "type": "string", "format": "binary" });
    let schema = json!({
        "type": "object",
        "properties": { field: file },
        "required": [field],
        "additionalProperties": false,
    });
    json!({ "required": true, "content": { "multipart/form-data": { "schema": schema } } })
}

fn security(endpoint: &Endpoint) -> Value {
    let token = json!({ "token": [] });
    match endpoint.auth() {
        Auth::Anyone => json!([{}, { "token": [] }, { "session": [] }]),
        Auth::Session => json!([{ "session": [] }]),
        _ => json!([token, { "session": [] }]),
    }
}

fn parameters(endpoint: &Endpoint, schemas: &mut Schemas) -> Vec<Value> {
    let in_path = endpoint.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut all: Vec<Value> = in_path
        .map(|name| {
            let name = name.trim_start_matches('*');
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        })
        .collect();
    if let Some(query) = endpoint.doc.query {
        all.extend(query_parameters(&Value::from(query(&mut schemas.inputs))));
    }
    if endpoint.doc.paged {
        let id = json!({ "type": "string", "pattern": "^[0-9]{1,19}$" });
        all.push(json!({ "name": "before", "in": "query", "schema": id }));
        all.push(json!({ "name": "after", "in": "query", "schema": id }));
        let limit = json!({ "type": "integer", "minimum": 1, "maximum": 40, "default": 20 });
        all.push(json!({ "name": "limit", "in": "query", "schema": limit }));
    }
    all
}

fn query_parameters(schema: &Value) -> Vec<Value> {
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let fields = schema["properties"].as_object().into_iter().flatten();
    fields
        .map(|(name, schema)| {
            let required = required.contains(name.as_str());
            json!({ "name": name, "in": "query", "required": required, "schema": schema })
        })
        .collect()
}

fn responses(endpoint: &Endpoint, schemas: &mut Schemas) -> Value {
    let doc = &endpoint.doc;
    let mut content = Map::new();
    if let Some(make) = doc.answers {
        content.insert("application/json".into(), json!({ "schema": make(&mut schemas.answers) }));
    }
    match doc.plain {
        Some(kind) => {
            content.entry(kind).or_insert_with(|| json!({ "schema": { "type": "string" } }));
        }
        None if endpoint.method == Method::GET => {
            content.insert("text/html".into(), json!({ "schema": { "type": "string" } }));
        }
        None => {}
    }
    let status = if doc.created { "201" } else { "200" };
    let mut all = Map::new();
    all.insert(status.into(), json!({ "description": doc.summary, "content": content }));
    if endpoint.method == Method::POST && doc.plain.is_none() {
        all.insert("303".into(), json!({ "description": "Where a browser goes next." }));
    }
    all.insert("default".into(), refusals(endpoint, schemas));
    Value::Object(all)
}

fn refusals(endpoint: &Endpoint, schemas: &mut Schemas) -> Value {
    let doc = &endpoint.doc;
    let mut codes: BTreeSet<&str> = doc.refuses.iter().copied().collect();
    codes.extend(["limited", "fault", "unavailable"]);
    codes.extend(endpoint.path.contains('{').then_some("not_found"));
    if doc.auth != Auth::Anyone {
        codes.insert("sign_in_required");
    }
    if matches!(doc.auth, Auth::Session) {
        codes.insert("session_required");
    } else {
        codes.extend(["scope_missing", "token_invalid"]);
    }
    match doc.auth {
        Auth::Confirmed => codes.insert("email_unconfirmed"),
        Auth::Moderator => codes.insert("moderator_only"),
        Auth::Officer => codes.insert("officer_only"),
        Auth::Operator => codes.insert("operator_only"),
        Auth::Anyone | Auth::SignedIn | Auth::Session => false,
    };
    if endpoint.method != Method::GET {
        codes.insert("cross_site");
        codes.extend(doc.auth.needs_pen().then_some("account_suspended"));
    }
    if doc.takes.is_some() {
        codes.extend(["invalid", "body_too_large", "unsupported_type", "unsupported_charset"]);
    }
    if doc.uploads.is_some() {
        codes.extend(["invalid", "file_too_large", "unsupported_type"]);
    }
    if doc.query.is_some() || doc.paged {
        codes.insert("invalid");
    }
    let mut schema = json!({ "$ref": "#/components/schemas/ProblemBody" });
    if let Some(explains) = doc.explains {
        let more = explains(&mut schemas.answers);
        schema = json!({ "anyOf": [schema, { "allOf": [schema, more] }] });
    }
    json!({
        "description": "Refused. The code says why.",
        "content": { "application/problem+json": { "schema": schema } },
        "x-codes": codes,
    })
}
