using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <summary>What kubectl made of one input.</summary>
/// <param name="Objects">The objects that it read, items of lists one by one.</param>
/// <param name="IsRefused">Whether it refused the input, or a document of it.</param>
public sealed record KubectlReading(IReadOnlyList<JsonNode> Objects, bool IsRefused);

/// <summary>Has one kubectl process read many inputs, without a server, and tell what it read as JSON.</summary>
public static class KubectlBatch
{
    /// <summary>Name of the program, for <see cref="ProvisionedPrograms"/>.</summary>
    public const string Program = "kubectl";

    private const string EndKind = "EndOfInput";
    private const int MaxFiles = 4000;

    /// <summary>Reads inputs, each as a file of its own.</summary>
    /// <param name="inputs">YAML or JSON.</param>
    public static IReadOnlyList<KubectlReading> Read(IEnumerable<byte[]> inputs) => [.. inputs.Chunk(MaxFiles).SelectMany(ReadChunk)];

    private static KubectlReading[] ReadChunk(byte[][] inputs)
    {
        var folder = Directory.CreateTempSubdirectory("injector-kubectl-").FullName;
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                // kubectl takes the files of a folder in the order of their names, and goes on behind one that it refuses.
                File.WriteAllBytes(Path.Combine(folder, Name(i)), inputs[i]);
                File.WriteAllText(Path.Combine(folder, $"{i:D6}z.yaml"), $"apiVersion: v1\nkind: {EndKind}\nmetadata: {{name: e{i}}}\n");
            }

            var (output, errors) = Run(folder);
            return Sort(output, inputs.Length, i => errors.Contains(Name(i), StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Name(int number) => $"{number.ToString("D6", CultureInfo.InvariantCulture)}a.yaml";

    private static (byte[] Output, string Errors) Run(string folder)
    {
        var program = ProvisionedPrograms.Find(Program) ?? throw new InvalidOperationException(ProvisionedPrograms.HowToProvision(Program));

        // An empty patch changes nothing, so that what comes out is what was read.
        var start = new ProcessStartInfo(program, ["--kubeconfig=/dev/null", "patch", "--local", "--type=merge", "--patch={}", "--output=json", "--filename", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (output.ToArray(), errors.GetAwaiter().GetResult());
    }

    private static KubectlReading[] Sort(byte[] output, int count, Func<int, bool> isRefused)
    {
        var readings = new List<KubectlReading>(count);
        var objects = new List<JsonNode>();
        var reader = new Utf8JsonReader(output, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 20_000 });
        while (reader.Read())
        {
            var read = JsonNode.Parse(ref reader)!;
            if (read["kind"] is JsonValue kind && kind.TryGetValue<string>(out var text) && text == EndKind)
            {
                readings.Add(new KubectlReading(objects, isRefused(readings.Count)));
                objects = [];
                continue;
            }

            objects.Add(read);
        }

        return readings.Count == count ? [.. readings] : throw new InvalidOperationException($"kubectl told the end of {readings.Count} inputs of {count}");
    }
}
