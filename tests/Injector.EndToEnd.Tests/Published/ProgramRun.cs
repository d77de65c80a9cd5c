namespace Injector.EndToEnd.Tests.Published;

/// <summary>What a run of the program left.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal readonly record struct ProgramRun(int ExitCode, string Output, string Errors);
