using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes JSON with calls that mirror its structure: <c>Set</c> adds members to the open object, <c>Object</c> and <c>Item</c> write a small object completely,
/// and what <c>Open</c> opens is closed at the end of its <c>using</c>. No tree is built, and only the texts of durations are allocated.
/// </summary>
internal static class EnvoyJson
{
    private const string TypePrefix = "type.googleapis.com/";
    private const string OneItem = "[]";

    /// <summary>Writes members of the open object, omitting those without a value.</summary>
    public static void Set(this Utf8JsonWriter json, params ReadOnlySpan<EnvoyField> fields)
    {
        foreach (var field in fields)
        {
            field.Write(json);
        }
    }

    /// <summary>Writes one member of the open object.</summary>
    public static void Set(this Utf8JsonWriter json, string name, EnvoyField.Value value) => new EnvoyField(name, value).Write(json);

    /// <summary>Writes a member that is an object: <c>"name": {…}</c>.</summary>
    public static void Object(this Utf8JsonWriter json, string name, params ReadOnlySpan<EnvoyField> fields)
    {
        json.WriteStartObject(name);
        json.Set(fields);
        json.WriteEndObject();
    }

    /// <summary>Writes an object within an array.</summary>
    public static void Item(this Utf8JsonWriter json, params ReadOnlySpan<EnvoyField> fields)
    {
        json.WriteStartObject();
        json.Set(fields);
        json.WriteEndObject();
    }

    /// <summary>Writes a member that is an array of texts.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// Opens members, each within the previous one, for everything written until the end of the <c>using</c>. A name with the suffix <c>[]</c> is an array of
    /// one object: <c>Open("load_assignment", "endpoints[]")</c> is <c>"load_assignment": {"endpoints": [{…}]}</c>.
    /// </summary>
    public static Opened Open(this Utf8JsonWriter json, params ReadOnlySpan<string> path)
    {
        var opened = new Opened(json);
        foreach (var name in path)
        {
            opened = name.EndsWith(OneItem, StringComparison.Ordinal)
                ? opened.Array(name.AsSpan()[..^OneItem.Length]).Object()
                : opened.Object(name);
        }

        return opened;
    }

    /// <summary>Opens a member that is an array.</summary>
    public static Opened OpenArray(this Utf8JsonWriter json, string name) => new Opened(json).Array(name);

    /// <summary>Opens an object within an array, or the root object.</summary>
    public static Opened OpenItem(this Utf8JsonWriter json) => new Opened(json).Object();

    /// <summary>Opens a member that is a message with its type.</summary>
    public static Opened OpenTyped(this Utf8JsonWriter json, string name, string type) => new Opened(json).Object(name).Typed(type);

    /// <summary>Opens such a message within an array.</summary>
    public static Opened OpenItemOfType(this Utf8JsonWriter json, string type) => new Opened(json).Object().Typed(type);

    /// <summary>Opens the settings of an extension within an array: <c>{"name": …, "typed_config": {…}}</c>.</summary>
    public static Opened OpenExtension(this Utf8JsonWriter json, string name, string type) => new Opened(json).Object().Extension(name, type);

    /// <summary>Opens the settings of an extension as a member.</summary>
    public static Opened OpenExtension(this Utf8JsonWriter json, string property, string name, string type) => new Opened(json).Object(property).Extension(name, type);

    /// <summary>Writes an address: a host, or a name, and a port.</summary>
    public static void Address(this Utf8JsonWriter json, string host, int port)
    {
        using var address = json.Open("address");
        json.Object("socket_address", ("address", host), ("port_value", port));
    }

    /// <summary>Writes an address for a port on every address of the pod.</summary>
    public static void AnyAddress(this Utf8JsonWriter json, int port, AddressFamilies families)
    {
        using var address = json.Open("address", "socket_address");
        json.Set(("address", families is AddressFamilies.IPv4 ? "0.0.0.0" : "::"), ("port_value", port));
        if (families is AddressFamilies.Dual)
        {
            json.Set("ipv4_compat", true);
        }
    }

    /// <summary>The open levels, from the outside in; disposing it closes all of them.</summary>
    public readonly ref struct Opened(Utf8JsonWriter json)
    {
        /// <summary>The number of open levels, and which of them are arrays: the innermost in the lowest bit.</summary>
        private int Depth { get; init; }

        private uint Arrays { get; init; }

        public Opened Object()
        {
            json.WriteStartObject();
            return With(isArray: false);
        }

        public Opened Object(string name)
        {
            json.WriteStartObject(name);
            return With(isArray: false);
        }

        public Opened Array(ReadOnlySpan<char> name)
        {
            json.WriteStartArray(name);
            return With(isArray: true);
        }

        public Opened Extension(string name, string type)
        {
            json.WriteString("name", name);
            return Object("typed_config").Typed(type);
        }

        public Opened Typed(string type)
        {
            json.WriteString("@type", TypePrefix + type);
            return this;
        }

        public void Dispose()
        {
            for (var level = 0; level < Depth; level++)
            {
                if ((Arrays >> level & 1) == 0)
                {
                    json.WriteEndObject();
                }
                else
                {
                    json.WriteEndArray();
                }
            }
        }

        private Opened With(bool isArray) => new(json) { Depth = Depth + 1, Arrays = (Arrays << 1) | (isArray ? 1u : 0) };
    }
}
