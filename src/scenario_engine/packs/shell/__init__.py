"""The safety shell: what is wrong with one pack is told, and never hinders another."""
