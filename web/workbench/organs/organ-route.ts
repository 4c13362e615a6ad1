import { getRouteApi } from '@tanstack/react-router';

/** The address of the page of divisions and organs, which its parts share. */
export const organRoute = getRouteApi('/workbench/organs');
