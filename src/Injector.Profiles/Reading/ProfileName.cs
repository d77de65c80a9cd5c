using Injector.Grammar.Names;

namespace Injector.Profiles.Reading;

/// <summary>Rules for names of profiles.</summary>
internal static class ProfileName
{
    /// <summary>Names that would collide with the two boolean values of the inject annotation or with the annotations that carry files.</summary>
    private static readonly string[] Reserved = ["config", "false", "true"];

    /// <summary>Why the name is not allowed; <see langword="null"/> when it is.</summary>
    internal static string? Refuse(string name) =>
        RefuseLabel(name) ?? (Reserved.Contains(name) ? $"'{name}' has a meaning of its own in annotations; choose another name" : null);

    /// <summary>Why the text is not a DNS label; <see langword="null"/> when it is one.</summary>
    internal static string? RefuseLabel(string text) =>
        DnsName.IsLabel(text) ? null : $"'{text}' is not a name: up to 63 lower-case letters, digits and inner hyphens";
}
