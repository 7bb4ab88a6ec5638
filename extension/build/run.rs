//! Running a tool: quietly, with everything it said in the error when it fails; or with its output
//! passed through where a person waits for it.

use anyhow::{Context, Result, bail};
use std::process::Command;

fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    let first = command.get_args().next().map(|word| word.to_string_lossy().into_owned());
    [Some(program), first].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Runs it and gives its standard output; what it said is in the error when it fails.
pub(crate) fn quietly(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.output().with_context(|| format!("{name} could not be started"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let trouble = String::from_utf8_lossy(&output.stderr);
        bail!("{name} failed ({})\n{said}{trouble}", output.status);
    }
    Ok(said)
}

/// Runs it with its output passed through.
pub(crate) fn aloud(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// The cargo that started the builder, in the project's root.
pub(crate) fn cargo(project: &crate::project::Project) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&project.root);
    command
}
