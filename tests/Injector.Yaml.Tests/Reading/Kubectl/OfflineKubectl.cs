using System.Diagnostics;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.Yaml.Tests.Reading.Kubectl;

/// <summary>Has kubectl read a manifest and write what it read as JSON; needs no server.</summary>
internal static class OfflineKubectl
{
    internal const string Head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    /// <summary>What kubectl reads behind the head; <see langword="null"/> when it refuses the manifest.</summary>
    internal static JsonObject? Read(string body)
    {
        var program = ProvisionedPrograms.Find("kubectl") ?? throw new InvalidOperationException(ProvisionedPrograms.HowToProvision("kubectl"));
        var start = new ProcessStartInfo(program, ["--kubeconfig=/dev/null", "annotate", "--local", "--overwrite", "-f", "-", "-o", "json", "x=y"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(Head + body);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? Body(JsonNode.Parse(output)!.AsObject()) : null;
    }

    /// <summary>An object without its head.</summary>
    internal static JsonObject Body(JsonObject root)
    {
        foreach (var name in (string[])["apiVersion", "kind", "metadata"])
        {
            root.Remove(name);
        }

        return root;
    }
}
