//! Cases by name, with values as people write them.

use std::collections::BTreeMap;

use funn_model::{
    Attribute, AttributeId, AttributeOwner, Case, CaseId, CaseKind, CaseKindId, Change, Deed, Edit,
    Project, SourceId, Span, Tie, TieId, UserId, Value, ValueType,
};

use crate::error::WorkbenchError;
use crate::workbench::{Committed, Workbench};

impl Workbench {
    /// Adds a case, or fills in one that is there; its kind and attributes are made when missing,
    /// their types guessed from the values.
    pub fn put_case(
        &self,
        user: UserId,
        kind: &str,
        name: &str,
        values: &[(String, String)],
    ) -> Result<(CaseId, Option<Committed>), WorkbenchError> {
        let mut changes = Vec::new();
        let project = self.project();
        let kind_id = if let Some(known) = project.case_kind_named(kind) {
            known.id
        } else {
            let id = CaseKindId::from_bytes(self.new_id());
            let made = CaseKind { id, name: kind.to_owned() };
            changes.push(Change::CaseKind(Edit::Add(made)));
            id
        };
        let before = project.case_named(kind_id, name).cloned();
        let mut case = before.clone().unwrap_or_else(|| Case {
            id: CaseId::from_bytes(self.new_id()),
            kind: kind_id,
            name: name.to_owned(),
            values: BTreeMap::new(),
        });
        let owner = AttributeOwner::CaseKind(kind_id);
        for written in values {
            let (id, value) = self.value_for(&project, owner, written, &mut changes)?;
            match value {
                Some(value) => case.values.insert(id, value),
                None => case.values.remove(&id),
            };
        }
        drop(project);
        let id = case.id;
        match before {
            Some(before) if before == case => {}
            Some(_) => changes.push(Change::Case(Edit::Replace(case))),
            None => changes.push(Change::Case(Edit::Add(case))),
        }
        let subject = name.to_owned();
        let committed = match changes.len() {
            0 => None,
            1 => changes.pop().map(|change| self.commit(user, change)).transpose()?,
            _ => Some(self.commit(user, Change::Batch { deed: Deed::Other, subject, changes })?),
        };
        Ok((id, committed))
    }

    /// The attribute of this name and the value read for it; a missing attribute is made.
    fn value_for(
        &self,
        project: &Project,
        owner: AttributeOwner,
        (name, written): &(String, String),
        changes: &mut Vec<Change>,
    ) -> Result<(AttributeId, Option<Value>), WorkbenchError> {
        if let Some(known) = project.attribute_named(owner, name) {
            return Ok((known.id, read_value(known, written)?));
        }
        let value_type = guess_type(written);
        let id = AttributeId::from_bytes(self.new_id());
        let attribute = Attribute { id, owner, name: name.clone(), value_type };
        let value = read_value(&attribute, written)?;
        changes.push(Change::Attribute(Edit::Add(attribute)));
        Ok((id, value))
    }

    /// Ties a case to a source or to a passage of it.
    pub fn tie(
        &self,
        user: UserId,
        case: CaseId,
        source: SourceId,
        span: Option<Span>,
    ) -> Result<(TieId, Committed), WorkbenchError> {
        let id = TieId::from_bytes(self.new_id());
        let tie = Tie { id, case, source, span, displaced: false };
        Ok((id, self.add(user, tie)?))
    }

    /// The case written as `kind=name`.
    pub fn find_case(&self, label: &str) -> Result<CaseId, WorkbenchError> {
        let project = self.project();
        let (kind, name) = split_label(label)?;
        let found =
            project.case_kind_named(kind).and_then(|kind| project.case_named(kind.id, name));
        found.map(|case| case.id).ok_or_else(|| {
            let labels: Vec<String> =
                project.cases().iter().map(|case| project.case_label(case.id)).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let nearest = crate::names::nearest(label, &labels);
            WorkbenchError::NoSuch { noun: "case", name: label.to_owned(), nearest }
        })
    }
}

/// Parts `kind=name`.
pub fn split_label(label: &str) -> Result<(&str, &str), WorkbenchError> {
    label.split_once('=').map(|(kind, name)| (kind.trim(), name.trim())).ok_or_else(|| {
        WorkbenchError::invalid(
            format!("\"{label}\" does not name a case"),
            "Write the kind and the name, such as municipality=Arendal.",
        )
    })
}

/// A value as written by hand, read as the attribute's type; empty means that it is not known.
/// Numbers may have spaces between thousands, and a comma or a point before decimals.
pub fn read_value(attribute: &Attribute, written: &str) -> Result<Option<Value>, WorkbenchError> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let value = match &attribute.value_type {
        ValueType::Text => Some(Value::Text(written.to_owned())),
        ValueType::Number => read_number(written).map(Value::Number),
        ValueType::Boolean => read_boolean(written).map(Value::Boolean),
        ValueType::Date => written.parse().ok().map(Value::Date),
        ValueType::Choice(choices) => choices
            .iter()
            .find(|choice| choice.to_lowercase() == written.to_lowercase())
            .map(|choice| Value::Text(choice.clone())),
    };
    match value {
        Some(value) => Ok(Some(value)),
        None => Err(WorkbenchError::invalid(
            format!("\"{written}\" is not a value of the attribute \"{}\"", attribute.name),
            match &attribute.value_type {
                ValueType::Text => String::new(),
                ValueType::Number => "Write a number, such as 45891.".to_owned(),
                ValueType::Boolean => "Write true or false.".to_owned(),
                ValueType::Date => "Write a date as year-month-day, such as 2023-02-14.".to_owned(),
                ValueType::Choice(choices) => format!("Choose one of {}.", choices.join(", ")),
            },
        )),
    }
}

fn read_number(written: &str) -> Option<f64> {
    let compact: String = written
        .chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '\u{202f}'))
        .map(|character| if character == ',' { '.' } else { character })
        .collect();
    compact.parse().ok().filter(|number: &f64| number.is_finite())
}

fn read_boolean(written: &str) -> Option<bool> {
    match written.to_lowercase().as_str() {
        "true" | "yes" | "ja" | "1" => Some(true),
        "false" | "no" | "nei" | "0" => Some(false),
        _ => None,
    }
}

/// The type that a first value suggests. Yes and no stay text-like only where they say more.
fn guess_type(written: &str) -> ValueType {
    let written = written.trim();
    if matches!(written.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "ja" | "nei") {
        ValueType::Boolean
    } else if read_number(written).is_some() {
        ValueType::Number
    } else if written.parse::<jiff::civil::Date>().is_ok() {
        ValueType::Date
    } else {
        ValueType::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        let attribute = |value_type| Attribute {
            id: AttributeId::from_number(1),
            owner: AttributeOwner::Sources,
            name: "a".to_owned(),
            value_type,
        };
        let number = attribute(ValueType::Number);
        assert_eq!(read_value(&number, "45 891").unwrap(), Some(Value::Number(45_891.0)));
        assert_eq!(read_value(&number, "3,5").unwrap(), Some(Value::Number(3.5)));
        assert_eq!(read_value(&number, "").unwrap(), None);
        assert!(read_value(&number, "inf").is_err());
        let choice = attribute(ValueType::Choice(vec!["Ja".to_owned()]));
        assert_eq!(read_value(&choice, "ja").unwrap(), Some(Value::Text("Ja".to_owned())));
        assert!(read_value(&choice, "kanskje").unwrap_err().hint().contains("Ja"));
        assert_eq!(guess_type("nei"), ValueType::Boolean);
        assert_eq!(guess_type("2023-02-14"), ValueType::Date);
    }
}
