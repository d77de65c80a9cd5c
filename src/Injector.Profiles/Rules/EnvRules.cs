using Injector.Core.Profiles.Templates;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Rules;

/// <summary>
/// Rules for environment variables. Names are limited to what every supported server accepts; since 1.34 almost any character is allowed, but a profile should
/// not depend on that.
/// </summary>
internal static class EnvRules
{
    private static readonly string[] FieldPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] Objects = ["configMapRef", "secretRef"];

    /// <summary>Checks rendered environment variables.</summary>
    internal static void Check(IEnumerable<TemplateNode.Object> variables, RuleContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            if (variable.Text("name") is { } name && !(IsName(name) && names.Add(name)))
            {
                context.Wrong(variable.Find("name")!, IsName(name)
                    ? $"the variable '{name}' stands here a second time"
                    : $"'{name}' is not the name of an environment variable: letters, digits, '_', '-' and '.', no digit first");
            }

            if (variable.Find("value") is not null && variable.Find("valueFrom") is { } both)
            {
                context.Wrong(both, "'value' and 'valueFrom' exclude each other");
            }

            if (variable.Object("valueFrom") is { } source)
            {
                OneOfRule.Check(source, PodSchema.Find("EnvVarSource").Fields.Keys, "a source", context);
                CheckFieldRef(source, context);
                CheckReferenceName(source.Object("secretKeyRef"), context);
                CheckReferenceName(source.Object("configMapKeyRef"), context);
            }
        }
    }

    /// <summary>Checks how rendered variables of the application are merged with the application's own.</summary>
    internal static void CheckMerge(IEnumerable<TemplateNode.Object> variables, RuleContext context)
    {
        foreach (var variable in variables)
        {
            if (variable.Find("merge") is { } merge && variable.Find("valueFrom") is not null)
            {
                context.Wrong(merge, "only a 'value' can be appended to what the application has; what a source gives is known when the container starts");
            }

            if (variable.Find("merge") is { } empty && variable.Find("valueFrom") is null && string.IsNullOrEmpty(variable.Text("value")))
            {
                context.Wrong(empty, "there is no 'value' to append");
            }

            if (variable.Find("separator") is { } separator && variable.Find("merge") is null)
            {
                context.Wrong(separator, "'separator' goes with merge: append");
            }
        }
    }

    /// <summary>Checks the entries of <c>envFrom</c>.</summary>
    internal static void CheckSources(IEnumerable<TemplateNode.Object> sources, RuleContext context)
    {
        foreach (var source in sources)
        {
            OneOfRule.Check(source, Objects, "a source", context);
            CheckReferenceName(source.Object("configMapRef"), context);
            CheckReferenceName(source.Object("secretRef"), context);
        }
    }

    private static void CheckReferenceName(TemplateNode.Object? reference, RuleContext context)
    {
        if (reference is not null && reference.Text("name") is null or "")
        {
            context.Wrong(reference, "the field 'name' is missing; it says which object is meant");
        }
    }

    private static void CheckFieldRef(TemplateNode.Object source, RuleContext context)
    {
        if (source.Object("fieldRef")?.Find("fieldPath") is not { } node || node.AsText() is not { } path)
        {
            return;
        }

        var isEntry = (path.StartsWith("metadata.labels['", StringComparison.Ordinal) || path.StartsWith("metadata.annotations['", StringComparison.Ordinal))
            && path.EndsWith("']", StringComparison.Ordinal);
        if (!isEntry && !FieldPaths.Contains(path))
        {
            context.Wrong(node, $"'{path}' is not a field that an environment variable can show; allowed are {string.Join(", ", FieldPaths)}, "
                + "metadata.labels['key'] and metadata.annotations['key']");
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name is not ("." or "..")
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
}
