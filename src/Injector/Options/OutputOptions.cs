using System.CommandLine;
using Injector.Output.Manifests;

namespace Injector.Options;

/// <summary>The option <c>--output</c> of commands that write manifests.</summary>
internal static class ManifestOutput
{
    /// <summary>Creates the option.</summary>
    public static Option<string?> Make() => new Option<string?>("--output", "-o")
    {
        HelpName = "FORMAT",
        Description = "yaml, json, patch or diff; patches of several documents are a stream of YAML documents, each a JSON Patch below a comment that names its document. When not given, each document stays in the format that it came in.",
    }.AcceptOnlyFromAmong("yaml", "json", "patch", "diff");

    /// <summary>The format for a value of the option.</summary>
    public static OutputFormat FormatOf(string? word) => word switch
    {
        "yaml" => OutputFormat.Yaml,
        "json" => OutputFormat.Json,
        "patch" => OutputFormat.Patch,
        "diff" => OutputFormat.Diff,
        _ => OutputFormat.AsReceived,
    };
}

/// <summary>The option <c>--output</c> of commands with both readable and machine-readable output.</summary>
internal static class MachineOutput
{
    /// <summary>Creates the option; the first format is the default.</summary>
    public static Option<string> Make(params string[] formats)
    {
        var option = new Option<string>("--output", "-o")
        {
            HelpName = "FORMAT",
            Description = string.Join(", ", formats[..^1]) + $" or {formats[^1]}.",
            DefaultValueFactory = _ => formats[0],
        };
        return option.AcceptOnlyFromAmong(formats);
    }
}
