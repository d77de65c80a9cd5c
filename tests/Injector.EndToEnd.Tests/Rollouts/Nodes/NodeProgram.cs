namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>What an image stands for.</summary>
/// <param name="File">The file to start.</param>
/// <param name="First">What comes before a pod's arguments.</param>
internal sealed record NodeProgram(string File, IReadOnlyList<string> First);
