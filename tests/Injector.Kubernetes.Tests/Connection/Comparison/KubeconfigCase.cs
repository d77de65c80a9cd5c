namespace Injector.Kubernetes.Tests.Connection.Comparison;

/// <summary>A kubeconfig that both read.</summary>
/// <param name="Name">What is special about it.</param>
internal sealed record KubeconfigCase(string Name)
{
    /// <summary>Fields of the cluster, as members of a JSON object; the server is stated where they do not.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>Members of the user's JSON object.</summary>
    public string User { get; init; } = "\"token\": \"abc\"";

    /// <summary>The context asked for.</summary>
    public string? Context { get; init; }

    /// <summary>Whether the file is one of several in <c>KUBECONFIG</c>; <see cref="More"/> makes the others.</summary>
    public bool IsListed { get; init; }

    /// <summary>Whether Injector is allowed to accept any server.</summary>
    public bool AllowsUnverifiedServer { get; init; }

    /// <summary>Whether both refuse it.</summary>
    public bool IsRefusedByBoth { get; init; }

    /// <summary>Writes what else is there.</summary>
    public Action<KubeconfigFolder> More { get; init; } = static _ => { };

    /// <summary>The differences that are known, and why. Any other one, or one of these that is gone, fails.</summary>
    public KubeconfigDifference[] Known { get; init; } = [];

    public override string ToString() => Name;
}

/// <summary>A difference between the readings of one fact; empty where it is not stated.</summary>
/// <param name="Fact">Which one.</param>
/// <param name="Injector">As Injector has it.</param>
/// <param name="Library">As the library has it.</param>
/// <param name="Reason">Why Injector differs.</param>
internal sealed record KubeconfigDifference(string Fact, string Injector, string Library, string Reason);
