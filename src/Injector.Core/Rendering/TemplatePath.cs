using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>Finds parts of a template, with or without conditions around them.</summary>
internal static class TemplatePath
{
    /// <summary>A member of an object; <see langword="null"/> when the node is not an object or has no such member.</summary>
    /// <param name="node">The object, possibly under a condition.</param>
    /// <param name="name">Name of the member.</param>
    public static TemplateNode? Member(TemplateNode? node, string name) => node switch
    {
        TemplateNode.Object source => source.Members.FirstOrDefault(member => member.Name == name)?.Value,
        TemplateNode.When conditional => Member(conditional.Body, name),
        _ => null,
    };
}
