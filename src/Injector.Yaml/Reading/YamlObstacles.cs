using Injector.Yaml.Nodes;
using YamlDotNet.Core;

namespace Injector.Yaml.Reading;

/// <summary>Collects what can be read but not edited without loss; only the first counts.</summary>
internal sealed class YamlObstacles
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>The first obstacle; <see langword="null"/> when there is none.</summary>
    public string? First { get; private set; }

    /// <summary>Where it stands.</summary>
    public TextPlace Place { get; private set; }

    /// <summary>Whether the tag makes text of any scalar.</summary>
    public static bool IsTextTag(TagName tag) => !tag.IsEmpty && (tag.IsNonSpecific || tag.Value == Core + "str");

    /// <summary>Whether the tag says that even a quoted scalar is no text.</summary>
    public static bool IsTypedTag(TagName tag) =>
        !tag.IsEmpty && !tag.IsNonSpecific && tag.Value is Core + "int" or Core + "float" or Core + "bool" or Core + "null";

    /// <summary>Notes a tag that JSON has no type for.</summary>
    public void CheckTag(TagName tag, Mark mark)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || IsTextTag(tag) || IsTypedTag(tag) || tag.Value is Core + "map" or Core + "seq")
        {
            return;
        }

        Note($"the tag {tag.Value} has no meaning in a Kubernetes manifest", new TextPlace((int)mark.Line, (int)mark.Column));
    }

    /// <summary>Notes an obstacle.</summary>
    public void Note(string problem, TextPlace place)
    {
        if (First is null)
        {
            First = problem;
            Place = place;
        }
    }
}
