using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;

namespace Injector.Grammar.Json;

/// <summary>The name of a member of an object, with its JSON made beforehand.</summary>
internal sealed class JsonName
{
    private static readonly FrozenDictionary<string, JsonName> Known = Make(
        "apiVersion", "args", "command", "configMap", "containerPort", "cpu", "defaultMode", "divisor", "downwardAPI", "emptyDir", "env", "ephemeral-storage", "exec",
        "fieldPath", "fieldRef", "image", "imagePullPolicy", "items", "key", "lifecycle", "limits", "medium", "memory", "mountPath", "name", "path", "ports", "projected",
        "protocol", "readOnly", "requests", "resources", "restartPolicy", "runAsGroup", "runAsNonRoot", "runAsUser", "secret", "securityContext", "sizeLimit", "sources",
        "subPath", "subPathExpr", "value", "valueFrom", "volumeMounts");

    private readonly byte[] _json;

    private JsonName(string text)
    {
        Text = text;
        _json = Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\":");
    }

    /// <summary>The name.</summary>
    public string Text { get; }

    /// <summary>The name as JSON, with its quotes and the colon.</summary>
    public ReadOnlySpan<byte> Json => _json;

    /// <summary>A name; those that pods are full of are made once.</summary>
    /// <param name="text">The name.</param>
    public static JsonName Of(string text) => Known.TryGetValue(text, out var known) ? known : new JsonName(text);

    /// <summary>Whether it is that name.</summary>
    /// <param name="text">A name.</param>
    public bool Is(string text) => ReferenceEquals(Text, text) || Text == text;

    private static FrozenDictionary<string, JsonName> Make(params ReadOnlySpan<string> names)
    {
        var known = new Dictionary<string, JsonName>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            known.Add(name, new JsonName(name));
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
