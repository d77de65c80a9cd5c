using System.Buffers;
using System.Text;
using System.Text.Json;
using Injector.Ambassador.Model;
using Injector.Grammar.Json;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Envoy with a static bootstrap of its v3 API, as JSON: every value is written as a value, so none can become a directive.</summary>
internal sealed class EnvoyEngine : IAmbassadorEngine
{
    /// <inheritdoc/>
    public string Name => "envoy";

    /// <inheritdoc/>
    public IEnumerable<string> Refusals(AmbassadorModel model) => EnvoyLimits.Refusals(model);

    /// <inheritdoc/>
    public string Write(AmbassadorModel model) => Text(json => BootstrapWriter.Write(json, new EnvoyView(model)));

    /// <inheritdoc/>
    public IEnumerable<CompanionFile> Companions(AmbassadorModel model) =>
        new EnvoySecrets(model).All.Select(secret => new CompanionFile(secret.File, Text(json => SecretWriter.Write(json, secret))));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, RelaxedJson.Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
