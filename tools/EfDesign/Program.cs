// The start-up project of `dotnet ef`; the tool looks in it for the design-time factory and never runs it.
return;
