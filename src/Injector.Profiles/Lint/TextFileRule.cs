using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Finds text files whose syntax a parameter value can break. A tree cannot be broken, and a text only by values that its parameters allow.</summary>
internal static class TextFileRule
{
    internal static void Check(LintContext context)
    {
        foreach (var (file, source) in context.Profile.Files.Zip(context.Items("files")).Where(one => one.First.IsText))
        {
            var place = source["content"]!.Location;
            var segments = Segments(file.Content!);
            if (segments.Any(segment => segment.Reference is not null) && IsTree(file, segments))
            {
                context.Warn(
                    "text-for-tree", place,
                    "is JSON or YAML written as text, which a value with a quote or a line break in it breaks; take away the | or the quotes, so that content is a tree: then values cannot change its form");
            }

            Check(segments, place, context);
        }
    }

    private static void Check(ImmutableArray<TextSegment> segments, FieldLocation place, LintContext context)
    {
        for (var index = 0; index < segments.Length; index++)
        {
            if (segments[index].Reference is not { } reference || context.Find(reference) is not { } parameter)
            {
                continue;
            }

            if (segments.Length == 1 && parameter.Type is ParameterType.List)
            {
                context.Warn(
                    "text-for-tree", place,
                    $"is the items joined by commas; for a JSON list write content: [$({reference}[*])], for lines a parameter of type text");
            }
            else if (parameter is { Type: ParameterType.Quantity, Pattern: null })
            {
                context.Warn(
                    "kubernetes-unit", place,
                    $"'{parameter.Name}' is written as pods write amounts, such as 8Mi or 250m, which few other programs read; take a parameter of type integer and write the unit behind "
                    + $"$({reference}), or give this one a pattern such as '[0-9]+'");
            }
            else if (segments.Length > 1 && IsOpen(parameter) && !(parameter.Type is ParameterType.Text && HasLinesOfItsOwn(segments, index)))
            {
                context.Warn(
                    "open-value", place,
                    $"the value of '{parameter.Name}' may hold anything{(parameter.Type is ParameterType.Text ? ", line breaks too" : "")}: quotes, semicolons or braces end what stands around "
                    + $"$({reference}); give the parameter a pattern that says what belongs there, such as '[A-Za-z0-9._/-]+'");
            }
        }
    }

    private static bool IsOpen(ProfileParameter parameter) =>
        (parameter.Type is ParameterType.List ? parameter.ItemType : parameter.Type) is ParameterType.String or ParameterType.Text
        && parameter.Pattern is null && parameter.AllowedValues.IsEmpty;

    /// <summary>Whether a variable is alone on its lines, as intended for a multi-line parameter.</summary>
    private static bool HasLinesOfItsOwn(ImmutableArray<TextSegment> segments, int index)
    {
        var before = index == 0 ? "\n" : segments[index - 1].Constant ?? "";
        var after = index == segments.Length - 1 ? "\n" : segments[index + 1].Constant ?? "";
        return before.TrimEnd(' ', '\t').EndsWith('\n') && after.TrimStart(' ', '\t', '\r').StartsWith('\n');
    }

    private static bool IsTree(ProfileFile file, ImmutableArray<TextSegment> segments)
    {
        var start = segments[0].Constant?.TrimStart() ?? "";
        return Path.GetExtension(file.Name).ToLowerInvariant() is ".json" or ".yaml" or ".yml"
            || (start.StartsWith('{') && start[1..].TrimStart().StartsWith('"'));
    }

    private static ImmutableArray<TextSegment> Segments(TemplateNode content) => content switch
    {
        TemplateNode.Text text => text.Segments,
        TemplateNode.When conditional => Segments(conditional.Body),
        TemplateNode.Literal literal => [new TextSegment(literal.Value.GetString(), null)],
        _ => [],
    };
}
