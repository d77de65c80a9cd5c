using System.Collections.Immutable;

namespace Injector.Kubernetes.Connection;

/// <summary>
/// A program that a kubeconfig names to obtain credentials, as clouds do (kubernetes.io, "client-go credential plugins").
/// </summary>
/// <param name="Place">Where the kubeconfig names it, for errors.</param>
/// <param name="ApiVersion">Version of the exec protocol.</param>
/// <param name="Command">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables added to those of this process.</param>
/// <param name="InstallHint">The message for people who do not have it.</param>
/// <param name="Question">The object in <c>KUBERNETES_EXEC_INFO</c> that it reads.</param>
internal sealed record ExecPlugin(
    string Place,
    string ApiVersion,
    string Command,
    ImmutableArray<string> Arguments,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    string? InstallHint,
    string Question);
