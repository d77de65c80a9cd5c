using Injector.Core.Pods;
using Injector.Grammar.Json;
using Injector.Manifests.Documents;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Visits the pods and pod templates of a document and applies an action to each.</summary>
/// <param name="loaded">The document; its tree is edited in place.</param>
/// <param name="defaultNamespace">Namespace of objects that do not state one.</param>
internal sealed class TemplateWalk(LoadedDocument loaded, string defaultNamespace)
{
    /// <summary>Applies an action to each template; an object without one passes through.</summary>
    public DocumentOutcome Treat(Func<TargetOutcome, MappingNode, TargetOutcome> treat) =>
        new(loaded, [.. loaded.Objects.Select(found => Treat(found, treat))]);

    /// <summary>Reads a template as the engine sees it.</summary>
    /// <param name="outcome">The object that contains it.</param>
    /// <param name="template">The template's node.</param>
    /// <param name="json">The template as JSON.</param>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    public PodView Read(TargetOutcome outcome, MappingNode template, ReadOnlyMemory<byte> json)
    {
        var reading = PodReader.Read(json);
        return reading.IsRead ? reading.Pod : throw Error(outcome.Object.Title, template, json.Span, reading);
    }

    /// <summary>Edits a template.</summary>
    /// <param name="outcome">The object that contains it.</param>
    /// <param name="template">The template.</param>
    /// <param name="operations">The operations, with paths relative to the template.</param>
    public static TargetOutcome Change(TargetOutcome outcome, MappingNode template, IReadOnlyCollection<PatchOperation> operations)
    {
        TreePatch.Apply(template, operations);
        var prefix = outcome.Object.Pointer + string.Concat(outcome.Object.TemplatePath.Select(step => $"/{JsonPointer.Escape(step)}"));
        return outcome with { Operations = [.. operations.Select(operation => operation with { Path = prefix + operation.Path })] };
    }

    private DocumentException Error(string title, MappingNode template, ReadOnlySpan<byte> json, PodReading reading)
    {
        if (reading.Problem is null || JsonPlaces.Find(template, json, reading.ProblemOffset) is not { Location: { Line: > 0 } location } value)
        {
            return loaded.Document.Error(template.Place, $"{title}: {reading.Error}");
        }

        var quoted = value is ScalarNode { Kind: not (ScalarKind.String or ScalarKind.Null), Spelling: var spelling } && reading.Problem.StartsWith("must be a string", StringComparison.Ordinal)
            ? $": put quotes around it, \"{spelling}\""
            : "";
        return loaded.Document.Error(new TextPosition(location.Line, location.Column), $"{title}: {location.Path} {reading.Problem}{quoted}");
    }

    private TargetOutcome Treat(ManifestObject found, Func<TargetOutcome, MappingNode, TargetOutcome> treat)
    {
        var outcome = new TargetOutcome(found, found.Namespace.Length > 0 ? found.Namespace : defaultNamespace);
        if (found.TemplatePath.IsDefault)
        {
            return outcome;
        }

        return found.FindTemplate() is { } template
            ? treat(outcome, template)
            : outcome with { PassedBecause = $"it has no pod template ({string.Join('.', found.TemplatePath)})" };
    }
}
