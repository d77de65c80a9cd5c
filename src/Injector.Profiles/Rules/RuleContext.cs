using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Receives errors from rules and finds their locations.</summary>
internal sealed class RuleContext(TemplateMarks marks, FieldLocation surrounding, ErrorList errors)
{
    /// <summary>Reports an error in a node.</summary>
    internal void Wrong(TemplateNode node, string message) => errors.Add(marks.Of(node, surrounding), message);

    /// <summary>The same context for the content of a node.</summary>
    internal RuleContext Inside(TemplateNode node) => new(marks, marks.Of(node, surrounding), errors);
}
