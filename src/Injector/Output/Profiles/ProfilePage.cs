using Injector.Core.Profiles;

namespace Injector.Output.Profiles;

/// <summary>One profile for people.</summary>
internal static class ProfilePage
{
    /// <summary>Writes the page.</summary>
    public static void Write(SidecarProfile profile, DisplayWriter writer)
    {
        writer.WriteLine($"{profile.Name}: {profile.Description}");
        writer.WriteLine($"source {profile.Source}, content {profile.ContentHash}, priority {profile.Priority}");
        writer.WriteLine();
        writer.WriteLine("Annotations of the pod (or of its namespace):");
        foreach (var parameter in profile.Parameters)
        {
            WriteParameter(profile, parameter, writer);
        }

        WriteContainers(profile, writer);
        WritePorts(profile, writer);
        if (!profile.Overrides.Fields.IsEmpty)
        {
            writer.WriteLine();
            writer.WriteLine($"A pod may override: {string.Join(", ", profile.Overrides.Fields)}");
        }
    }

    private static void WriteParameter(SidecarProfile profile, Core.Profiles.Parameters.ProfileParameter parameter, DisplayWriter writer)
    {
        var limits = ParameterText.Limits(parameter);
        writer.WriteLine();
        writer.WriteLine($"  {ParameterText.Annotation(profile, parameter)}");
        writer.WriteLine($"    {parameter.Description}".TrimEnd());
        var lines = new ColumnText();
        lines.Add("type", limits.Length == 0 ? ParameterText.Type(parameter) : $"{ParameterText.Type(parameter)}, {limits}");
        lines.Add("default", ParameterText.Default(parameter));
        lines.Add("example", parameter.Example);
        lines.Write(writer, indent: 4);
    }

    private static void WriteContainers(SidecarProfile profile, DisplayWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine("Containers:");
        var lines = new ColumnText();
        foreach (var container in DescribedContainer.AllOf(profile))
        {
            lines.Add(container.Name, container.Role, container.Image, container.ResourcesText, container.When.Length == 0 ? "" : $"when {container.When}");
        }

        lines.Write(writer, indent: 2);
    }

    private static void WritePorts(SidecarProfile profile, DisplayWriter writer)
    {
        if (profile.Ports.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("Ports:");
        var lines = new ColumnText();
        foreach (var port in profile.Ports)
        {
            lines.Add(port.Name, PortText.Preferred(port), port.Protocol, PortText.Range(port));
        }

        lines.Write(writer, indent: 2);
    }
}
