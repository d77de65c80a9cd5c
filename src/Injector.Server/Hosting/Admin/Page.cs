using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting.Admin;

/// <summary>Writes a complete page of the admin port.</summary>
internal static class Page
{
    internal static Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(writer);
        }

        buffer.Write("\n"u8);
        return WriteAsync(response, "application/json", buffer.WrittenMemory);
    }

    internal static async Task WriteAsync(HttpResponse response, string contentType, ReadOnlyMemory<byte> content)
    {
        response.ContentType = contentType;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, response.HttpContext.RequestAborted);
    }
}
