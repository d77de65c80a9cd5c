using System.Text.Json;
using Injector.Core.Plans;
using Injector.Core.Settings;

namespace Injector.Output.Explanations;

/// <summary>A machine-readable plan.</summary>
internal static class PlanJson
{
    /// <summary>Writes the plan; <c>null</c> when there is none.</summary>
    public static void Write(InjectionPlan? plan, Utf8JsonWriter writer)
    {
        if (plan is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("mode", plan.Mode.Text());
        JsonOutput.WriteArray(writer, "initContainers", plan.InitContainers, container => WriteContainer(container, writer));
        JsonOutput.WriteArray(writer, "containers", plan.Containers, container => WriteContainer(container, writer));
        JsonOutput.WriteTexts(writer, "superseded", plan.Superseded.Select(place => place.Name));
        JsonOutput.WriteArray(writer, "ports", Ports(plan), port => WritePort(port, writer));
        JsonOutput.WriteArray(writer, "volumes", plan.Volumes, volume => WriteVolume(volume, writer));
        JsonOutput.WriteArray(writer, "application", plan.Application, additions => WriteAdditions(additions, writer));
        JsonOutput.WriteArray(writer, "rewrites", plan.Rewrites, rewrites => WriteRewrites(rewrites, writer));
        JsonOutput.WriteTextMap(writer, "labels", plan.Labels);
        JsonOutput.WriteTextMap(writer, "annotations", plan.Annotations);
        JsonOutput.WriteTexts(writer, "imagePullSecrets", plan.ImagePullSecrets);
        JsonOutput.WriteTextMap(
            writer, "podResources", plan.RaisedResources.Select(raised => KeyValuePair.Create($"{raised.Section}.{raised.Resource}", raised.Quantity)));
        if (plan.GracePeriod is { } period)
        {
            writer.WriteNumber("terminationGracePeriodSeconds", period.Seconds);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<(string Profile, string Name, int Port)> Ports(InjectionPlan plan) =>
        plan.Profiles.SelectMany(profile => profile.Ports.Select(port => (profile.Name, port.Key, port.Value)));

    private static void WriteContainer(PlannedContainer container, Utf8JsonWriter writer)
    {
        writer.WriteString("name", container.Name);
        writer.WriteString("profile", container.Profile);
        writer.WriteNumber("index", container.Index);
        writer.WritePropertyName("container");
        writer.WriteRawValue(container.Json.Span);
    }

    private static void WritePort((string Profile, string Name, int Port) port, Utf8JsonWriter writer)
    {
        writer.WriteString("profile", port.Profile);
        writer.WriteString("name", port.Name);
        writer.WriteNumber("port", port.Port);
    }

    private static void WriteVolume(PlannedVolume volume, Utf8JsonWriter writer)
    {
        writer.WriteString("name", volume.Name);
        writer.WriteString("profile", volume.Profile);
        writer.WritePropertyName("volume");
        writer.WriteRawValue(volume.Json.Span);
    }

    private static void WriteAdditions(ContainerAdditions additions, Utf8JsonWriter writer)
    {
        writer.WriteString("container", additions.Container.Name.ToString());
        WriteItems("volumeMounts", additions.Mounts, writer);
        WriteItems("env", additions.Env, writer);
        if (!additions.Appended.IsEmpty)
        {
            JsonOutput.WriteArray(writer, "appended", additions.Appended, variable =>
            {
                writer.WriteString("name", variable.Name);
                writer.WriteString("value", variable.After);
            });
        }
    }

    private static void WriteRewrites(ContainerRewrites rewrites, Utf8JsonWriter writer)
    {
        writer.WriteString("container", rewrites.Container.Name.ToString());
        JsonOutput.WriteArray(writer, "fields", rewrites.Edits, edit => WriteEdit(edit, writer));
    }

    private static void WriteEdit(FieldEdit edit, Utf8JsonWriter writer)
    {
        writer.WriteString("path", edit.Path);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("before", edit.Before), ("after", edit.After)])
        {
            if (value is not null)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value);
            }
        }
    }

    private static void WriteItems(string name, IEnumerable<PlannedItem> items, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteRawValue(item.Json.Span);
        }

        writer.WriteEndArray();
    }
}
