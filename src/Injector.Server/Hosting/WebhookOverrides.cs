using Injector.Core.Admission;
using Injector.Server.Admission;
using Injector.Server.Admission.Requests;

namespace Injector.Server.Hosting;

/// <summary>What tests replace.</summary>
internal sealed record WebhookOverrides
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock of requests' deadlines. A test that leaps through the life of a certificate must not end the reviews under way.</summary>
    internal TimeProvider RequestTime { get => field ?? Time; init; }

    internal AnswerReview Answer { get; init; } = AdmissionHandler.Answer;

    /// <summary>The bound for bytes of bodies.</summary>
    internal long MaxBodyBytes { get; init; } = BodyMemory.DefaultMax;

    /// <summary>Gives environment variables; in a pod they say where the API server is.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens where log lines go.</summary>
    internal Func<Stream> OpenLog { get; init; } = Console.OpenStandardOutput;
}
