using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Numbers;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>
/// Adds what every injected container should have and the profile does not set: a security context that the restricted level of the Pod Security Standards
/// admits, requests for cpu and memory, and a limit for memory. Fields that the profile sets are never changed. No user id is set, because OpenShift rejects
/// ids outside the namespace's range.
/// </summary>
internal static class ContainerDefaults
{
    private const string CpuRequest = "10m";
    private const string MemoryRequest = "32Mi";
    private const string MemoryLimit = "128Mi";

    /// <summary>Adds the defaults to a container.</summary>
    internal static TemplateNode Apply(TemplateNode.Object container, TemplateMarks marks, FieldLocation place)
    {
        var filled = new Filler(marks, place);
        var result = filled.AddMissing(container, "imagePullPolicy", PullPolicyFor(Find(container, "image")));
        result = filled.AddMissing(result, "terminationMessagePolicy", TemplateNode.Literal.Of("FallbackToLogsOnError"));
        result = filled.Inside(result, "resources", resources => FillResources(resources, filled));
        return filled.Inside(result, "securityContext", security => FillSecurity(security, filled));
    }

    /// <summary>The application's image keeps the application's pull policy, so that both containers run the same build.</summary>
    private static TemplateNode PullPolicyFor(TemplateNode? image) =>
        image is TemplateNode.Text { Segments: [{ Reference: { Root: "app", Name: "image" } }] } or TemplateNode.Variable { Reference: { Root: "app", Name: "image" } }
            ? new TemplateNode.Variable(new VariableReference("app", "pullPolicy"))
            : TemplateNode.Literal.Of("IfNotPresent");

    private static TemplateNode.Object FillSecurity(TemplateNode.Object security, Filler filled)
    {
        var result = filled.AddMissing(security, "runAsNonRoot", TemplateNode.Literal.Of(true));
        result = filled.AddMissing(result, "allowPrivilegeEscalation", TemplateNode.Literal.Of(false));
        result = filled.AddMissing(result, "readOnlyRootFilesystem", TemplateNode.Literal.Of(true));
        result = filled.Inside(result, "capabilities", capabilities =>
            filled.AddMissing(capabilities, "drop", new TemplateNode.Array([TemplateNode.Literal.Of("ALL")])));
        return filled.AddMissing(result, "seccompProfile", new TemplateNode.Object([new("type", TemplateNode.Literal.Of("RuntimeDefault"))]));
    }

    private static TemplateNode.Object FillResources(TemplateNode.Object resources, Filler filled)
    {
        var requested = Find(Find(resources, "requests"), "memory");
        var limit = Find(Find(resources, "limits"), "memory");
        var cpuLimit = Find(Find(resources, "limits"), "cpu");
        var result = filled.Inside(resources, "requests", requests => filled.AddMissing(
            filled.AddMissing(requests, "cpu", cpuLimit ?? TemplateNode.Literal.Of(CpuRequest)),
            "memory",
            limit ?? TemplateNode.Literal.Of(MemoryRequest)));
        return filled.Inside(result, "limits", limits => filled.AddMissing(limits, "memory", LimitFor(requested)));
    }

    /// <summary>The default limit; if the profile requests more, or an amount that depends on a parameter, the limit equals the request.</summary>
    private static TemplateNode LimitFor(TemplateNode? requested)
    {
        var standard = TemplateNode.Literal.Of(MemoryLimit);
        return requested switch
        {
            null => standard,
            TemplateNode.Literal { Value: { ValueKind: JsonValueKind.String } text } when QuantityText.TryParse(text.GetString()!, out var amount)
                && QuantityText.TryParse(MemoryLimit, out var usual) && amount <= usual => standard,
            _ => requested,
        };
    }

    private static TemplateNode? Find(TemplateNode? node, string name) =>
        (node as TemplateNode.Object)?.Members.FirstOrDefault(member => member.Name == name)?.Value;

    private sealed class Filler(TemplateMarks marks, FieldLocation place)
    {
        internal TemplateNode.Object AddMissing(TemplateNode.Object target, string name, TemplateNode value) =>
            Find(target, name) is null ? With(target, target.Members.Add(new TemplateMember(name, value))) : target;

        internal TemplateNode.Object Inside(TemplateNode.Object target, string name, Func<TemplateNode.Object, TemplateNode.Object> change)
        {
            var index = IndexOf(target, name);
            if (index < 0)
            {
                return AddMissing(target, name, change(new TemplateNode.Object([])));
            }

            return target.Members[index].Value is TemplateNode.Object inner
                ? With(target, target.Members.SetItem(index, new TemplateMember(name, change(inner))))
                : target;
        }

        private TemplateNode.Object With(TemplateNode.Object target, ImmutableArray<TemplateMember> members)
        {
            var changed = new TemplateNode.Object(members);
            marks.Mark(changed, marks.Of(target, place));
            return changed;
        }

        private static int IndexOf(TemplateNode.Object target, string name)
        {
            for (var index = 0; index < target.Members.Length; index++)
            {
                if (target.Members[index].Name == name)
                {
                    return index;
                }
            }

            return -1;
        }
    }
}
