using Injector.Core.Profiles.Templates;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Rules;

/// <summary>Rules for volumes.</summary>
internal static class VolumeRules
{
    private static readonly string[] Sources = [.. PodSchema.Find("Volume").Fields.Keys.Where(name => name != "name").Order(StringComparer.Ordinal)];

    /// <summary>Checks a rendered volume.</summary>
    internal static void Check(TemplateNode.Object volume, RuleContext surroundings)
    {
        var context = surroundings.Inside(volume);
        CheckSource(volume, context);
        if (volume.Object("emptyDir")?.Find("sizeLimit") is { } limit)
        {
            if (ResourceRules.Amount(limit) < 0)
            {
                context.Wrong(limit, "must not be negative");
            }

            ResourceRules.CheckBytes(limit, context);
        }

        ResourceRules.Check(volume.Object("ephemeral")?.Object("volumeClaimTemplate")?.Object("spec")?.Object("resources"), context);

        if (volume.Object("hostPath")?.Text("path") is { } path && path.Split('/').Contains(".."))
        {
            context.Wrong(volume.Object("hostPath")!.Find("path")!, $"'{path}' must have no '..'");
        }

        foreach (var source in volume.Members.Select(member => member.Value).OfType<TemplateNode.Object>())
        {
            CheckMode(source, "defaultMode", context);
            foreach (var item in source.Objects("items"))
            {
                CheckMode(item, "mode", context);
                CheckItemPath(item, context);
            }
        }

        foreach (var source in volume.Object("projected")?.Objects("sources") ?? [])
        {
            OneOfRule.Check(source, PodSchema.Find("VolumeProjection").Fields.Keys, "a source", context);
        }
    }

    private static void CheckSource(TemplateNode.Object volume, RuleContext context)
    {
        string? stated = null;
        foreach (var source in Sources)
        {
            if (volume.Find(source) is { } field)
            {
                if (stated is not null)
                {
                    context.Wrong(field, $"'{stated}' and '{source}' exclude each other; a volume has one source");
                    return;
                }

                stated = source;
            }
        }

        if (stated is null)
        {
            context.Wrong(volume, "states no source, such as emptyDir: {}, configMap, secret or persistentVolumeClaim");
        }
    }

    private static void CheckMode(TemplateNode.Object owner, string field, RuleContext context)
    {
        if (owner.Integer(field) is { } mode and not (>= 0 and <= 511))
        {
            context.Wrong(owner.Find(field)!, $"{mode} is not a file mode from 0 to 0o777 (511); octal numbers are written with 0o in front");
        }
    }

    private static void CheckItemPath(TemplateNode.Object item, RuleContext context)
    {
        if (item.Text("path") is { } path && (path.Length == 0 || path.StartsWith('/') || path.Split('/').Contains("..")))
        {
            context.Wrong(item.Find("path")!, $"'{path}' must be relative and have no '..'");
        }
    }
}
