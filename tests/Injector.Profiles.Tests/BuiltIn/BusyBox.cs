using System.Diagnostics;
using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Testing.ControlPlane;

namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>Runs the command of a built-in's container with BusyBox' own shell and tools.</summary>
internal static class BusyBox
{
    /// <summary>Where BusyBox is; <see langword="null"/> when the machine has none.</summary>
    public static string? Find() => ProvisionedPrograms.Find("busybox");

    /// <summary>Starts a container's command, with values for the parameters that the test sets.</summary>
    public static Process Start(ProfileContainer container, Dictionary<string, TemplateValue> parameters)
    {
        var start = new ProcessStartInfo(Find().ShouldNotBeNull(ProvisionedPrograms.HowToProvision("busybox")))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in CommandLine(container, parameters))
        {
            start.ArgumentList.Add(word);
        }

        // A container's environment: no proxies of this machine, and no tools of the same names that are not BusyBox'.
        start.Environment.Clear();
        start.Environment["PATH"] = ToolFolder.Value;
        return Process.Start(start)!;
    }

    /// <summary>Command and arguments of a container, with values for the parameters that the test sets.</summary>
    public static IEnumerable<string> CommandLine(ProfileContainer container, Dictionary<string, TemplateValue> parameters)
    {
        TemplateRenderer.TryRender(container.Container, new Scope(parameters), out var rendered).ShouldBeTrue();
        return Texts(rendered!["command"]).Concat(Texts(rendered["args"]));
    }

    private static Lazy<string> ToolFolder { get; } = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("injector-busybox-").FullName;
        foreach (var tool in (string[])["chmod", "chown", "date", "kill", "nc", "sh", "sleep", "tail", "timeout", "true", "wget"])
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), Find()!);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(word => word!.GetValue<string>());

    private sealed class Scope(Dictionary<string, TemplateValue> parameters) : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) => parameters.GetValueOrDefault(reference.Name, TemplateValue.None);
    }
}
