namespace Injector.Kubernetes.Api;

/// <summary>An answer or an event is longer than we are ready to hold.</summary>
internal sealed class AnswerTooLargeException(int limit) : IOException($"The answer is longer than {limit / (1024 * 1024)} MiB.");
