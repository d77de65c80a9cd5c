using Injector.Grammar.Names;

namespace Injector.Profiles.Reading;

/// <summary>What a profile may be called.</summary>
internal static class ProfileName
{
    /// <summary>Names that would collide: the two answers of the inject annotation, and the family of annotations that carry files.</summary>
    private static readonly string[] Reserved = ["config", "false", "true"];

    /// <summary>Why the name cannot be taken; <see langword="null"/> when it can.</summary>
    internal static string? Refuse(string name) =>
        RefuseLabel(name) ?? (Reserved.Contains(name) ? $"'{name}' has a meaning of its own in annotations; choose another name" : null);

    /// <summary>Why the text is not a DNS label; <see langword="null"/> when it is one.</summary>
    internal static string? RefuseLabel(string text) =>
        DnsName.IsLabel(text) ? null : $"'{text}' is not a name: up to 63 lower-case letters, digits and inner hyphens";
}
