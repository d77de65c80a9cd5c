namespace Injector.Yaml.Reading;

/// <summary>How much of YAML a reader takes, and what its scalars without quotes mean.</summary>
public enum YamlSchema
{
    /// <summary>
    /// What all readers agree on: scalars by YAML 1.2's core schema; anchors, tags, merge keys, octal-looking numbers and control characters are
    /// refused. For what is written for Injector: profiles, settings, annotations.
    /// </summary>
    Strict,

    /// <summary>
    /// What kubectl and the API server read (YAML 1.1's words for truth values, octal numbers, anchors, tags and merge keys), so that a manifest
    /// means here what it means there.
    /// </summary>
    Kubectl,
}
