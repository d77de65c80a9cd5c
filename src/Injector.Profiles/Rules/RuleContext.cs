using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Where rules report to, and how they find the line of what they speak of.</summary>
internal sealed class RuleContext(TemplateMarks marks, FieldLocation surrounding, ErrorList errors)
{
    /// <summary>Reports that a node is wrong.</summary>
    internal void Wrong(TemplateNode node, string message) => errors.Add(marks.Of(node, surrounding), message);

    /// <summary>The same context for what is inside a node.</summary>
    internal RuleContext Inside(TemplateNode node) => new(marks, marks.Of(node, surrounding), errors);
}
