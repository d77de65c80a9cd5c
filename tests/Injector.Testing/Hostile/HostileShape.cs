using System.Text;

namespace Injector.Testing.Hostile;

/// <summary>A kind of pod that somebody may send to make Injector slow, large or wrong: one thing that grows, and everything else as small as it can be.</summary>
/// <param name="Name">What grows, in a few words.</param>
/// <param name="MaxSize">The most items that fit into what an API server takes: a request of 3 MiB, or 256 KiB of annotations.</param>
/// <param name="Build">Makes the pod for a number of items.</param>
public sealed record HostileShape(string Name, int MaxSize, Func<int, HostilePod> Build)
{
    /// <summary>The review with a pod of that many items.</summary>
    public byte[] Review(int size) => Build(size).ToReview();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The parts of a pod as JSON text, so that it may hold what no JSON library would write: members that come twice, depth without end.</summary>
public sealed record HostilePod
{
    /// <summary>Profiles that the pod asks for; empty for none.</summary>
    public string Profiles { get; init; } = "log-tail";

    /// <summary>Further annotations: members of a JSON object.</summary>
    public string Annotations { get; init; } = "";

    /// <summary>Further members of <c>metadata</c>.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>Further members of the application's container.</summary>
    public string Container { get; init; } = "";

    /// <summary>Further containers: items of a JSON array.</summary>
    public string Containers { get; init; } = "";

    /// <summary>Further members of <c>spec</c>.</summary>
    public string Spec { get; init; } = "";

    /// <summary>Joins items with commas.</summary>
    public static string List(int size, Func<int, string> item)
    {
        var text = new StringBuilder();
        for (var i = 0; i < size; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(item(i));
        }

        return text.ToString();
    }

    public byte[] ToReview() => Encoding.UTF8.GetBytes(
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\","
        + "\"resource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"},\"operation\":\"CREATE\",\"namespace\":\"shop\",\"object\":" + Pod + "}}");

    private string Pod =>
        "{\"metadata\":{\"annotations\":{" + Members(Profiles.Length > 0 ? $"\"injector.io/inject\":\"{Profiles}\"" : "", Annotations) + "}" + Behind(Metadata) + "},"
        + "\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"nginx:1.29\"" + Behind(Container) + "}" + Behind(Containers) + "]" + Behind(Spec) + "}}";

    private static string Members(params string[] members) => string.Join(',', members.Where(member => member.Length > 0));

    private static string Behind(string members) => members.Length > 0 ? $",{members}" : "";
}
