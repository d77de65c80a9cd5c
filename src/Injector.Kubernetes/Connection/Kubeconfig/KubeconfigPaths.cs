using System.Collections.Immutable;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>The files that make up the kubeconfig, as in kubectl: the requested one, else those of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
internal sealed record KubeconfigPaths(ImmutableArray<string> Paths, string Source)
{
    internal static KubeconfigPaths Of(KubeconfigRequest request)
    {
        if (request.File is { } file)
        {
            return File.Exists(file)
                ? new([file], $"'{file}'")
                : throw new ClusterConnectionException($"There is no kubeconfig '{file}'; check the path, relative ones start at the working directory.");
        }

        var variable = request.Variable("KUBECONFIG");
        return string.IsNullOrEmpty(variable) ? OfHome(request) : OfVariable(variable);
    }

    // Missing files of the list are skipped: people list files that come and go.
    private static KubeconfigPaths OfVariable(string variable)
    {
        var listed = variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        ImmutableArray<string> present = [.. listed.Where(File.Exists)];
        return present.IsEmpty
            ? throw new ClusterConnectionException($"None of the files in KUBECONFIG is there: {variable}.")
            : new(present, string.Join(", ", present.Select(path => $"'{path}'")));
    }

    private static KubeconfigPaths OfHome(KubeconfigRequest request)
    {
        var path = Path.Combine(request.Variable("HOME") ?? "", ".kube", "config");
        return File.Exists(path)
            ? new([path], $"'{path}'")
            : throw new ClusterConnectionException($"There is no kubeconfig: KUBECONFIG is not set and '{path}' is not there. Name a file.");
    }
}
