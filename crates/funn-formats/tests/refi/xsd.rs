//! A judge of documents that goes by the schema files themselves: as much of XML Schema as they use.

#![expect(clippy::unwrap_used, reason = "a fault in the schema file ends the test")]

use funn_formats::refi::Guid;
use funn_formats::refi::project::VariableType;
use funn_formats::refi::tree::{self, Element, Node};

/// Everything about a document that the schema forbids, as sentences.
pub(crate) fn faults(schema: &str, root: &Element) -> Vec<String> {
    let schema = tree::read(schema.as_bytes()).unwrap().root;
    let declared = schema.elements().find(|element| element.local() == "element").unwrap();
    let mut judge = Judge { schema: &schema, faults: Vec::new() };
    if declared.attribute("name") != Some(root.local()) {
        judge.faults.push(format!("the outermost element is {}", root.local()));
    }
    if schema.attribute("targetNamespace") != root.namespace.as_deref() {
        judge.faults.push("the namespace is another".to_owned());
    }
    judge.element(root, declared.attribute("type").unwrap());
    judge.faults
}

struct Judge<'s> {
    schema: &'s Element,
    faults: Vec<String>,
}

impl<'s> Judge<'s> {
    fn named(&self, kind: &str, name: &str) -> Option<&'s Element> {
        self.schema
            .elements()
            .find(|element| element.local() == kind && element.attribute("name") == Some(name))
    }

    fn element(&mut self, element: &Element, type_name: &str) {
        if element.namespace.as_deref() != self.schema.attribute("targetNamespace") {
            self.faults.push(format!("{} is in another namespace", element.local()));
        }
        let Some(kind) = self.named("complexType", type_name) else {
            if element.elements().next().is_some() {
                self.faults.push(format!("{} holds elements", element.local()));
            }
            self.value(&element.text(), type_name, element.local());
            return;
        };
        self.attributes(element, kind);
        let has_text = element
            .children
            .iter()
            .any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()));
        if has_text {
            self.faults.push(format!("{} holds text", element.local()));
        }
        let children: Vec<&Element> = element.elements().collect();
        let mut at = 0;
        for model in kind.elements().filter(|model| model.local() != "attribute") {
            at = self.model(model, &children, at, element.local());
        }
        if let Some(child) = children.get(at) {
            self.faults.push(format!(
                "{} in {} is not allowed there",
                child.local(),
                element.local()
            ));
        }
    }

    fn attributes(&mut self, element: &Element, kind: &Element) {
        let allowed: Vec<&Element> =
            kind.elements().filter(|child| child.local() == "attribute").collect();
        for attribute in &element.attributes {
            if attribute.name.starts_with("xmlns") || attribute.name.starts_with("xsi:") {
                continue;
            }
            match allowed.iter().find(|known| known.attribute("name") == Some(&attribute.name)) {
                Some(known) => {
                    let what = format!("{}@{}", element.local(), attribute.name);
                    self.value(&attribute.value, known.attribute("type").unwrap(), &what);
                }
                None => self.faults.push(format!("{}@{}", element.local(), attribute.name)),
            }
        }
        for known in allowed {
            let name = known.attribute("name").unwrap();
            if known.attribute("use") == Some("required") && element.attribute(name).is_none() {
                self.faults.push(format!("{}@{name} is missing", element.local()));
            }
        }
    }

    /// Takes as many children from `at` on as a part of the model allows; gives the next.
    fn model(&mut self, model: &Element, children: &[&Element], at: usize, within: &str) -> usize {
        let bound = |name: &str, or: usize| match model.attribute(name) {
            Some("unbounded") => usize::MAX,
            Some(number) => number.parse().unwrap(),
            None => or,
        };
        let mut next = at;
        match model.local() {
            "sequence" => {
                for part in model.elements() {
                    next = self.model(part, children, next, within);
                }
            }
            "choice" => {
                let options: Vec<&Element> = model.elements().collect();
                let mut taken = 0;
                while taken < bound("maxOccurs", 1)
                    && let Some(child) = children.get(next)
                    && let Some(option) = options
                        .iter()
                        .find(|option| option.attribute("name") == Some(child.local()))
                {
                    self.element(child, option.attribute("type").unwrap());
                    next += 1;
                    taken += 1;
                }
                let may_be_none = options.iter().any(|o| o.attribute("minOccurs") == Some("0"));
                if taken == 0 && !may_be_none {
                    self.faults.push(format!("{within} is empty"));
                }
            }
            "element" => {
                let name = model.attribute("name").unwrap();
                while next - at < bound("maxOccurs", 1)
                    && let Some(child) = children.get(next)
                    && child.local() == name
                {
                    self.element(child, model.attribute("type").unwrap());
                    next += 1;
                }
                if next - at < bound("minOccurs", 1) {
                    self.faults.push(format!("{within} without {name}"));
                }
            }
            other => panic!("the schema uses {other}"),
        }
        next
    }

    fn value(&mut self, raw: &str, type_name: &str, what: &str) {
        let is_right = match type_name {
            "xsd:string" => true,
            "xsd:boolean" => VariableType::Boolean.accepts(raw),
            "xsd:integer" => VariableType::Integer.accepts(raw),
            "xsd:decimal" => VariableType::Float.accepts(raw),
            "xsd:date" => VariableType::Date.accepts(raw),
            "xsd:dateTime" => VariableType::DateTime.accepts(raw),
            "GUIDType" => Guid::new(raw).is_valid(),
            "RGBType" => {
                let digits = raw.trim().strip_prefix('#').unwrap_or_default();
                matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit())
            }
            other => {
                let restriction = self.named("simpleType", other).unwrap().child("restriction");
                restriction.unwrap().elements().any(|value| value.attribute("value") == Some(raw))
            }
        };
        if !is_right {
            self.faults.push(format!("{what} is no {type_name}"));
        }
    }
}
