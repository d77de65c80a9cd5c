using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Finds images without a version.</summary>
internal static class ImageTagRule
{
    internal static void Check(LintContext context)
    {
        foreach (var (_, container) in context.Containers)
        {
            Check(container["image"], context);
        }

        foreach (var volume in context.Items("volumes"))
        {
            Check((volume["image"] as MappingNode)?["reference"], context);
        }
    }

    private static void Check(TreeNode? node, LintContext context)
    {
        foreach (var image in Images(node, context))
        {
            if (Wrong(image) is { } wrong)
            {
                context.Warn(
                    "untagged-image", node!.Location,
                    $"'{image}' {wrong}: pods of one profile run different programs, by the day on which their node pulled it; write a version such as {Repository(image)}:1.2.3, or a digest");
                return;
            }
        }
    }

    /// <summary>The known values of an image field: constants, defaults, allowed values.</summary>
    private static IEnumerable<string> Images(TreeNode? node, LintContext context)
    {
        if (context.ParameterOf(node) is { AllowedValues: { IsEmpty: false } words })
        {
            return words;
        }

        return LintContext.Parse(node) switch
        {
            TemplateNode.Literal => [((ScalarNode)node!).JsonText],
            TemplateNode.Variable variable when Default(variable.Reference, context) is { } whole => [whole],
            TemplateNode.Text text when text.Segments.All(segment => segment.Constant is not null || Default(segment.Reference!, context) is not null) =>
                [string.Concat(text.Segments.Select(segment => segment.Constant ?? Default(segment.Reference!, context)))],
            _ => [],
        };
    }

    private static string? Default(VariableReference reference, LintContext context) =>
        context.Find(reference) is { Default: not TemplateValue.Absent } parameter ? parameter.Default.AsText() : null;

    private static string? Wrong(string image)
    {
        if (image.Length == 0 || image.Contains('@'))
        {
            return null;
        }

        var tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return tag < 0 ? "has no tag, which means latest" : image[(tag + 1)..] is "latest" or "" ? "names no version" : null;
    }

    private static string Repository(string image)
    {
        var tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return tag < 0 ? image : image[..tag];
    }
}
