//! The TypeScript file stands alone: every type that it names is declared in it, once.

#[test]
fn every_named_type_is_declared_once() {
    let file = converel_protocol::typescript::declarations();
    let declared: Vec<&str> =
        file.lines().filter_map(|line| line.strip_prefix("export type ")?.split([' ', '=']).next()).collect();
    assert!(declared.len() > 30, "{declared:?}");
    let builtin = ["Array", "Record"];
    let code = file.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code));
    let code = code.flat_map(str::lines).filter(|line| !line.starts_with("//"));
    for word in code.flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '"'))) {
        if word.starts_with(|c: char| c.is_ascii_uppercase()) && !builtin.contains(&word) {
            assert_eq!(declared.iter().filter(|name| **name == word).count(), 1, "{word}");
        }
    }
    assert!(!file.contains("import "));
    assert!(!file.contains("bigint"), "messages carry JavaScript numbers");
}
