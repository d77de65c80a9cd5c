using YamlDotNet.Core;

namespace Injector.Yaml.Reading;

/// <summary>What a tag makes of a scalar.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Whether the tag makes text of any scalar.</summary>
    public static bool IsText(TagName tag) => !tag.IsEmpty && (tag.IsNonSpecific || tag.Value == Core + "str");

    /// <summary>Whether the tag says that even a quoted scalar is no text.</summary>
    public static bool IsTyped(TagName tag) =>
        !tag.IsEmpty && !tag.IsNonSpecific && tag.Value is Core + "int" or Core + "float" or Core + "bool" or Core + "null";

    /// <summary>Whether JSON has a type for the tag.</summary>
    public static bool IsKnown(TagName tag) =>
        tag.IsEmpty || tag.IsNonSpecific || IsText(tag) || IsTyped(tag) || tag.Value is Core + "map" or Core + "seq";
}
