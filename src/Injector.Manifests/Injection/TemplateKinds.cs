using System.Collections.Immutable;
using Injector.Manifests.Documents;

namespace Injector.Manifests.Injection;

/// <summary>Kinds of others that carry a pod template, as the command line names them, such as <c>Service.serving.knative.dev=spec.template</c>.</summary>
internal sealed class TemplateKinds
{
    private readonly Dictionary<string, ImmutableArray<string>> _paths = new(StringComparer.Ordinal);

    /// <summary>No kind beside those that are known anyway.</summary>
    public static TemplateKinds None { get; } = new();

    /// <summary>Takes one kind in; <see langword="false"/> when the text is not of the form <c>KIND.GROUP=PATH</c>.</summary>
    public bool TryAdd(string text)
    {
        if (text.Split('=') is not [var kind, var path] || kind.IndexOf('.', StringComparison.Ordinal) <= 0 || kind.EndsWith('.'))
        {
            return false;
        }

        ImmutableArray<string> steps = [.. path.Split('.')];
        if (steps.Any(string.IsNullOrWhiteSpace))
        {
            return false;
        }

        _paths[kind] = steps;
        return true;
    }

    /// <summary>The object with the place of its pod template.</summary>
    public ManifestObject Apply(ManifestObject found) =>
        _paths.TryGetValue($"{found.Kind}.{WorkloadKinds.GroupOf(found.ApiVersion)}", out var path) ? found with { TemplatePath = path } : found;
}
