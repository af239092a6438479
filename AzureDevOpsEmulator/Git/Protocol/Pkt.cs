using System.Runtime.InteropServices;

namespace AzureDevOpsEmulator.Git.Protocol;

internal enum PktKind
{
    /// <summary>The stream is over.</summary>
    End,

    /// <summary>0000: ends a message or a list.</summary>
    Flush,

    /// <summary>0001: separates sections in version 2.</summary>
    Delimiter,

    /// <summary>A line of text, without its line feed.</summary>
    Line,
}

/// <summary>One packet of gitprotocol-common's pkt-line format.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pkt(PktKind Kind, string Text = "");
