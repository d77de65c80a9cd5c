using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads from the API server and records what it refuses to return.</summary>
internal sealed class ResourceReader(ApiClient server)
{
    private readonly ImmutableArray<UnreadResource>.Builder _unread = ImmutableArray.CreateBuilder<UnreadResource>();

    /// <summary>What could not be read so far.</summary>
    public ImmutableArray<UnreadResource> Unread => _unread.ToImmutable();

    /// <summary>Reads an object.</summary>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public async Task<Reading<T>> GetAsync<T>(string path, Right right, Func<JsonObject, T> read, CancellationToken cancellation) =>
        await server.GetAsync(path, cancellation) switch
        {
            ApiAnswer.Done(var found) => Reading<T>.Of(read(found)),
            ApiAnswer.Refused({ IsNotFound: true }) => Reading<T>.Absent,
            ApiAnswer.Refused(var status) => Unreadable<T>(right, status),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Lists a resource by the first path that the server knows: groups and versions change between releases.</summary>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public async Task<Reading<ImmutableArray<T>>> ListAsync<T>(Right right, Func<JsonObject, T> read, CancellationToken cancellation, params string[] paths)
    {
        foreach (var path in paths)
        {
            var list = await server.ListAsync(path, read, cancellation);
            if (list.Refusal is null)
            {
                return Reading<ImmutableArray<T>>.Of(list.Items);
            }

            if (!list.Refusal.IsNotFound)
            {
                return Unreadable<ImmutableArray<T>>(right, list.Refusal);
            }
        }

        return Reading<ImmutableArray<T>>.Absent;
    }

    private Reading<T> Unreadable<T>(Right right, ApiStatus status)
    {
        var unread = new UnreadResource(right.ToString(), status.Code == 403, status.ToString());
        if (!_unread.Contains(unread))
        {
            _unread.Add(unread);
        }

        return Reading<T>.Unreadable;
    }
}

/// <summary>A permission on the API server, in the terms of its roles.</summary>
internal sealed record Right(string Verb, string Resource, string? Namespace = null, string? Name = null)
{
    /// <summary>Such as <c>get secrets/injector-certificates in injector-system</c>.</summary>
    public override string ToString() => $"{Verb} {Resource}{(Name is null ? "" : $"/{Name}")}{(Namespace is null ? "" : $" in {Namespace}")}";
}
