using System.Text.Json;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Output.Profiles;

/// <summary>Profiles for machines. Field names are stable between releases; fields may be added.</summary>
internal static class ProfileJson
{
    /// <summary>Writes the catalogue: names, sources and descriptions.</summary>
    public static void WriteList(ProfileCatalogue catalogue, CommandConsole console) => WriteItems("ProfileList", catalogue.All, WriteHead, console);

    /// <summary>Writes one profile with all that a user may set.</summary>
    public static void Write(SidecarProfile profile, CommandConsole console) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        JsonOutput.WriteKind(writer, "ProfileDescription");
        WriteProfile(profile, writer);
        writer.WriteEndObject();
    });

    /// <summary>Writes several profiles with all that a user may set.</summary>
    public static void WriteAll(IEnumerable<SidecarProfile> profiles, CommandConsole console) => WriteItems("ProfileDescriptionList", profiles, WriteProfile, console);

    private static void WriteItems(string kind, IEnumerable<SidecarProfile> profiles, Action<SidecarProfile, Utf8JsonWriter> write, CommandConsole console) =>
        JsonOutput.Write(console, writer =>
        {
            writer.WriteStartObject();
            JsonOutput.WriteKind(writer, kind);
            JsonOutput.WriteArray(writer, "items", profiles, profile => write(profile, writer));
            writer.WriteEndObject();
        });

    private static void WriteProfile(SidecarProfile profile, Utf8JsonWriter writer)
    {
        WriteHead(profile, writer);
        writer.WriteNumber("priority", profile.Priority);
        JsonOutput.WriteArray(writer, "parameters", profile.Parameters, parameter => WriteParameter(profile, parameter, writer));
        JsonOutput.WriteArray(writer, "containers", DescribedContainer.AllOf(profile), container => WriteContainer(container, writer));
        JsonOutput.WriteArray(writer, "ports", profile.Ports, port => WritePort(port, writer));
        JsonOutput.WriteTexts(writer, "overrides", profile.Overrides.Fields);
    }

    private static void WriteHead(SidecarProfile profile, Utf8JsonWriter writer)
    {
        writer.WriteString("name", profile.Name);
        writer.WriteString("namespace", profile.Namespace);
        writer.WriteString("source", profile.Source);
        writer.WriteString("contentHash", profile.ContentHash);
        writer.WriteString("description", profile.Description);
    }

    private static void WriteParameter(SidecarProfile profile, ProfileParameter parameter, Utf8JsonWriter writer)
    {
        writer.WriteString("name", parameter.Name);
        writer.WriteString("annotation", ParameterText.Annotation(profile, parameter));
        writer.WriteString("type", ParameterText.Type(parameter));
        writer.WriteString("description", parameter.Description);
        writer.WriteString("default", parameter.DefaultText.Length == 0 ? null : parameter.DefaultText);
        writer.WriteBoolean("required", parameter.Required);
        writer.WriteString("requiredWhen", parameter.RequiredWhen is null ? null : ConditionText.Of(parameter.RequiredWhen));
        JsonOutput.WriteTexts(writer, "allowedValues", parameter.AllowedValues);
        writer.WriteString("pattern", parameter.Pattern?.ToString());
        writer.WriteString("example", parameter.Example);
    }

    private static void WriteContainer(DescribedContainer container, Utf8JsonWriter writer)
    {
        writer.WriteString("name", container.Name);
        writer.WriteString("role", container.Role);
        writer.WriteString("image", container.Image);
        writer.WriteString("when", container.When.Length == 0 ? null : container.When);
        writer.WritePropertyName("resources");
        JsonTreeWriter.Write(container.Resources ?? new MappingNode(), writer);
    }

    private static void WritePort(ProfilePort port, Utf8JsonWriter writer)
    {
        writer.WriteString("name", port.Name);
        writer.WriteString("preferred", PortText.Preferred(port));
        writer.WriteString("protocol", port.Protocol);
        writer.WriteString("range", port.RangeStart is null ? null : $"{port.RangeStart}-{port.RangeEnd}");
    }
}
