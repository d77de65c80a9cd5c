using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>The effect of tags on scalars.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Whether the tag turns any scalar into text.</summary>
    public static bool IsText(TagName tag) => !tag.IsEmpty && !IsTyped(tag);

    /// <summary>Whether the tag says that even a quoted scalar is not text.</summary>
    public static bool IsTyped(TagName tag) =>
        !tag.IsEmpty && !tag.IsNonSpecific && tag.Value is Core + "int" or Core + "float" or Core + "bool" or Core + "null";

    /// <summary>Whether a scalar has the type that the tag claims, as kubectl checks it.</summary>
    public static bool Fits(TagName tag, ScalarKind kind) => tag.Value switch
    {
        Core + "int" => kind is ScalarKind.Integer,
        Core + "float" => kind is ScalarKind.Integer or ScalarKind.Float,
        Core + "bool" => kind is ScalarKind.Boolean,
        _ => kind is ScalarKind.Null,
    };

    /// <summary>Whether the text is base64-encoded.</summary>
    public static bool IsBinary(TagName tag) => !tag.IsEmpty && !tag.IsNonSpecific && tag.Value == Core + "binary";

    /// <summary>Whether a key is a merge key.</summary>
    public static bool IsMerge(Scalar key) =>
        key.Value == "<<" && (key.Tag.IsEmpty ? key.Style is ScalarStyle.Plain : !key.Tag.IsNonSpecific && key.Tag.Value == Core + "merge");

    /// <summary>Whether kubectl interprets the tag; it ignores others, and treats a scalar with one as text.</summary>
    public static bool IsKnown(TagName tag) =>
        tag.IsEmpty || tag.IsNonSpecific || IsTyped(tag) || IsBinary(tag)
        || tag.Value is Core + "str" or Core + "map" or Core + "seq" or Core + "timestamp" or Core + "merge";
}
