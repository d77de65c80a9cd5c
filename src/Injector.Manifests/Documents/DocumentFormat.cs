namespace Injector.Manifests.Documents;

/// <summary>How a document is written.</summary>
internal enum DocumentFormat
{
    /// <summary>YAML.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}
