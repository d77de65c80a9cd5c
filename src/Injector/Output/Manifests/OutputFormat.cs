namespace Injector.Output.Manifests;

/// <summary>What <c>inject -o</c> may ask for.</summary>
internal enum OutputFormat
{
    /// <summary>Each document in the format it came in.</summary>
    AsReceived,

    /// <summary>Changed documents as YAML.</summary>
    Yaml,

    /// <summary>All documents as JSON.</summary>
    Json,

    /// <summary>One JSON Patch per changed document.</summary>
    Patch,

    /// <summary>A unified difference.</summary>
    Diff,
}
