using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Finds variables where none are replaced: in defaults, allowed values, allowed images and keys.</summary>
internal static class UnrenderedTextRule
{
    private const string Code = "unrendered-variable";

    internal static void Check(LintContext context)
    {
        foreach (var (parameter, source) in context.Parameters)
        {
            foreach (var scalar in Scalars(source["default"]))
            {
                if (Variable(scalar.JsonText) is { } variable)
                {
                    context.Warn(Code, scalar.Location, ExplainDefault(parameter, variable, isWhole: scalar.JsonText == $"$({variable})"));
                }
            }

            foreach (var scalar in Scalars(source["enum"]).Where(scalar => Variable(scalar.JsonText) is not null))
            {
                context.Warn(Code, scalar.Location, $"words of an enum are compared as they are written: '{scalar.JsonText}' stands for nothing but itself; write the words that pods may write");
            }
        }

        foreach (var scalar in Scalars(context.Spec["allowedImages"]).Where(scalar => Variable(scalar.JsonText) is not null))
        {
            context.Warn(Code, scalar.Location, $"images that are allowed are compared as they are written, so that nothing matches '{scalar.JsonText}'; write a constant pattern such as registry.example.com/team/*");
        }

        foreach (var scalar in Scalars(context.Spec["earlierImages"]).Where(scalar => Variable(scalar.JsonText) is not null))
        {
            context.Warn(Code, scalar.Location, $"earlier images are compared as they are written, so that nothing matches '{scalar.JsonText}'; write each image that the variable stood for");
        }

        CheckKeys(context.Spec, context);
    }

    private static string ExplainDefault(ProfileParameter parameter, string variable, bool isWhole)
    {
        var wrong = $"a default is never rendered, so that pods get '$({variable})' as it is written";
        return variable.Split('.')[0] switch
        {
            "app" or "pod" or "workload" when isWhole => $"{wrong}; write defaultFrom: {variable} in place of default",
            "app" or "pod" or "workload" =>
                $"{wrong}; write defaultFrom: {variable} in place of default, and put the rest of the text where $(params.{parameter.Name}) is used",
            _ => $"{wrong}; leave the default out and write $({variable}) where $(params.{parameter.Name}) is used, with $when: params.{parameter.Name} where it should give way to what a pod says",
        };
    }

    private static void CheckKeys(TreeNode node, LintContext context)
    {
        foreach (var entry in (node as MappingNode)?.Entries ?? [])
        {
            if (Variable(entry.Name) is { } variable)
            {
                context.Warn(Code, entry.Value.Location, $"a key is never rendered, so that '$({variable})' stays in it as it is written; write a constant key, and the variable in the value");
            }

            CheckKeys(entry.Value, context);
        }

        foreach (var item in (node as SequenceNode)?.Items ?? [])
        {
            CheckKeys(item, context);
        }
    }

    private static IEnumerable<ScalarNode> Scalars(TreeNode? node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } scalar => [scalar],
        SequenceNode sequence => sequence.Items.SelectMany(Scalars),
        _ => [],
    };

    /// <summary>The first variable in a text; <see langword="null"/> when there is none, or only escaped ones.</summary>
    private static string? Variable(string text) => TemplateTextParser.TryParse(text, textOnly: true, out var node, out _)
        ? (node switch
        {
            TemplateNode.Text found => found.Segments.Select(segment => segment.Reference).FirstOrDefault(reference => reference is not null),
            TemplateNode.Splice splice => splice.Reference,
            _ => null,
        })?.ToString()
        : null;
}
