using System.Text.Json;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Reads rendered objects; fields of a wrong type count as absent, because the schema check reports them.</summary>
internal static class RenderedFields
{
    /// <summary>The value of a field.</summary>
    internal static TemplateNode? Find(this TemplateNode.Object source, string name)
    {
        foreach (var member in source.Members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>An object in a field.</summary>
    internal static TemplateNode.Object? Object(this TemplateNode.Object source, string name) => source.Find(name) as TemplateNode.Object;

    /// <summary>The objects of a list in a field.</summary>
    internal static IEnumerable<TemplateNode.Object> Objects(this TemplateNode.Object source, string name) =>
        (source.Find(name) as TemplateNode.Array)?.Items.OfType<TemplateNode.Object>() ?? [];

    /// <summary>A text in a field.</summary>
    internal static string? Text(this TemplateNode.Object source, string name) => source.Find(name)?.AsText();

    /// <summary>The text of a rendered node.</summary>
    internal static string? AsText(this TemplateNode node) =>
        node is TemplateNode.Literal { Value: { ValueKind: JsonValueKind.String } text } ? text.GetString() : null;

    /// <summary>An integer in a field.</summary>
    internal static long? Integer(this TemplateNode.Object source, string name) =>
        source.Find(name) is TemplateNode.Literal { Value: { ValueKind: JsonValueKind.Number } number } && number.TryGetInt64(out var value) ? value : null;

    /// <summary>A boolean in a field.</summary>
    internal static bool? Flag(this TemplateNode.Object source, string name) => (source.Find(name) as TemplateNode.Literal)?.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
