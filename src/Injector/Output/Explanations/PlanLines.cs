using System.Globalization;
using Injector.Core.Plans;
using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Output.Explanations;

/// <summary>A plan as aligned lines.</summary>
internal static class PlanLines
{
    private const int MaxValueLength = 100;

    /// <summary>The lines: the kind of addition, its target or name, the details.</summary>
    public static ColumnText Of(InjectionPlan plan)
    {
        var lines = new ColumnText { MaxWidth = ExplanationText.MaxColumn };
        lines.Add("sidecars", plan.Mode.Text());
        foreach (var container in plan.InitContainers)
        {
            lines.Add("init container", container.Name, $"at {container.Index.ToString(CultureInfo.InvariantCulture)}, from {container.Profile}");
        }

        foreach (var container in plan.Containers)
        {
            lines.Add("container", container.Name, $"at {container.Index.ToString(CultureInfo.InvariantCulture)}, from {container.Profile}");
        }

        foreach (var place in plan.Superseded)
        {
            lines.Add("replaces", place.Name, "the partial container with image auto");
        }

        AddPorts(lines, plan);
        foreach (var volume in plan.Volumes)
        {
            lines.Add("volume", volume.Name, $"{AdditionText.Volume(volume.Json)}, from {volume.Profile}");
        }

        AddApplication(lines, plan);
        AddRewrites(lines, plan);
        AddPod(lines, plan);
        return lines;
    }

    private static void AddPorts(ColumnText lines, InjectionPlan plan)
    {
        foreach (var profile in plan.Profiles)
        {
            foreach (var (name, port) in profile.Ports)
            {
                lines.Add("port", port.ToString(CultureInfo.InvariantCulture), $"{name} of {profile.Name}");
            }
        }
    }

    private static void AddApplication(ColumnText lines, InjectionPlan plan)
    {
        foreach (var additions in plan.Application)
        {
            foreach (var mount in additions.Mounts)
            {
                lines.Add("mount", additions.Container.Name.ToString(), AdditionText.Mount(mount.Json));
            }

            foreach (var variable in additions.Env)
            {
                lines.Add("env", additions.Container.Name.ToString(), Short(AdditionText.Variable(variable.Json)));
            }

            foreach (var variable in additions.Appended)
            {
                lines.Add("env", additions.Container.Name.ToString(), $"{variable.Name} becomes {Short(variable.After)}");
            }
        }
    }

    private static void AddRewrites(ColumnText lines, InjectionPlan plan)
    {
        foreach (var rewrites in plan.Rewrites)
        {
            foreach (var description in rewrites.Descriptions)
            {
                lines.Add("rewrite", rewrites.Container.Name.ToString(), description);
            }
        }
    }

    private static void AddPod(ColumnText lines, InjectionPlan plan)
    {
        foreach (var (key, value) in plan.Labels)
        {
            lines.Add("label", $"{key}: {value}");
        }

        foreach (var (key, value) in plan.Annotations)
        {
            lines.Add("annotation", $"{key}: {Short(value)}");
        }

        foreach (var secret in plan.ImagePullSecrets)
        {
            lines.Add("pull secret", secret);
        }

        foreach (var raised in plan.RaisedResources)
        {
            lines.Add("pod resource", $"{raised.Section}.{raised.Resource}", raised.Quantity);
        }

        if (plan.GracePeriod is { } period)
        {
            lines.Add("pod", "terminationGracePeriodSeconds", period.Seconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Short(string text) => text.Length <= MaxValueLength ? text : $"{DisplayText.Of(text).Cut(MaxValueLength + 1)} ({text.Length} characters)";
}
