using System.Globalization;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>The shapes that recur in Envoy's JSON.</summary>
internal static class EnvoyJson
{
    private const string TypePrefix = "type.googleapis.com/";

    /// <summary>A duration, in the JSON of protobuf: seconds with <c>s</c> behind them.</summary>
    public static void WriteDuration(this Utf8JsonWriter json, string name, TimeSpan duration) =>
        json.WriteString(name, (duration.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s");

    /// <summary>Begins an object within an array or, with a property, within an object.</summary>
    public static void WriteStart(this Utf8JsonWriter json, string? property)
    {
        if (property is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(property);
        }
    }

    /// <summary>Begins a message that names its own type; the caller ends the object.</summary>
    public static void WriteStartTyped(this Utf8JsonWriter json, string? property, string type)
    {
        json.WriteStart(property);
        json.WriteString("@type", TypePrefix + type);
    }

    /// <summary>Begins <c>{name, typed_config}</c> within an array or, with a property, within an object.</summary>
    public static void WriteStartExtension(this Utf8JsonWriter json, string? property, string name, string type)
    {
        json.WriteStart(property);
        json.WriteString("name", name);
        json.WriteStartTyped("typed_config", type);
    }

    /// <summary>Ends what <see cref="WriteStartExtension"/> began.</summary>
    public static void WriteEndExtension(this Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An extension without settings of its own.</summary>
    public static void WriteExtension(this Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartExtension(null, name, type);
        json.WriteEndExtension();
    }

    /// <summary>An address of a host, or of a name, and a port.</summary>
    public static void WriteSocketAddress(this Utf8JsonWriter json, string host, int port)
    {
        json.WriteStartObject("address");
        json.WriteStartObject("socket_address");
        json.WriteString("address", host);
        json.WriteNumber("port_value", port);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A port on every address of the pod.</summary>
    public static void WriteOpenAddress(this Utf8JsonWriter json, int port, AddressFamilies families)
    {
        json.WriteStartObject("address");
        json.WriteStartObject("socket_address");
        json.WriteString("address", families is AddressFamilies.IPv4 ? "0.0.0.0" : "::");
        json.WriteNumber("port_value", port);
        if (families is AddressFamilies.Dual)
        {
            json.WriteBoolean("ipv4_compat", true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An object that holds one file's path.</summary>
    public static void WriteFile(this Utf8JsonWriter json, string name, string path)
    {
        json.WriteStartObject(name);
        json.WriteString("filename", path);
        json.WriteEndObject();
    }

    /// <summary>A share in percent.</summary>
    public static void WritePercent(this Utf8JsonWriter json, string name, double percent)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", percent);
        json.WriteEndObject();
    }

    /// <summary>An array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
